// A person at pdf.js, the viewer in Firefox: fills fields, saves, opens again.
//
// node fillable_pdfjs.mjs <pdf.mjs of pdfjs-dist> <form.pdf> <answers.json> <saved.pdf>
// Answers are values by field name; a radio group takes a button's value, a check box true.
// Prints, for each field of the saved form, its value, and all words that getTextContent finds.

import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [library, form, answersFile, saved] = process.argv.slice(2);
const { getDocument } = await import(pathToFileURL(library));
const answers = JSON.parse(await readFile(answersFile, "utf8"));
const open = async (path) =>
  getDocument({ data: new Uint8Array(await readFile(path)), verbosity: 0, isEvalSupported: false }).promise;

const widgets = async (document) => {
  const found = [];
  for (let number = 1; number <= document.numPages; number++) {
    const annotations = await (await document.getPage(number)).getAnnotations();
    found.push(...annotations.filter((annotation) => annotation.subtype === "Widget"));
  }
  return found;
};

const filling = await open(form);
for (const widget of await widgets(filling)) {
  const answer = answers[widget.fieldName];
  if (answer === undefined) continue;
  const value = widget.radioButton ? widget.buttonValue === answer : answer;
  filling.annotationStorage.setValue(widget.id, { value });
}
await writeFile(saved, await filling.saveDocument());

const reopened = await open(saved);
const fields = {};
for (const widget of await widgets(reopened)) {
  fields[widget.fieldName] = { value: widget.fieldValue, label: widget.alternativeText, type: widget.fieldType };
}
process.stdout.write(JSON.stringify({ fields, names: Object.keys(await reopened.getFieldObjects()) }));
