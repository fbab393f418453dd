// A record as run mode and the list of records show it: a table of times, notes to go on with, and what can be done with it.
import { copyText } from "../core/clipboard.js";
import { handOver, nameFor } from "../core/download.js";
import { all, make, one, put } from "../core/element.js";
import { awaited } from "../core/ready.js";
import { clean } from "../core/untrusted.js";
import { say } from "../core/words.js";
import { asPlainText, heldAt, removeRecord, timesText, wholeOf, writeNote } from "./record.js";
import { clock } from "./run-words.js";

/** @import { Row, SessionRecord } from "./record.js" */

let made = 0;

/**
 * @param {HTMLElement} view
 * @param {SessionRecord} record
 */
function fillTable(view, record) {
  const rows = record.rows.map(({ title, planned, spent }) => {
    const head = make("th", "", title);
    head.scope = "row";
    return make("tr", "", head, make("td", "", clock(planned)), make("td", "", clock(spent)));
  });
  one(view, "tbody", HTMLTableSectionElement).replaceChildren(...rows);
  const whole = wholeOf(record);
  const [, planned, spent] = all(view, "tfoot > tr > *");
  put(planned, clock(whole.planned));
  put(spent, clock(whole.spent));
}

/**
 * @param {HTMLElement} view
 * @param {SessionRecord} record
 * @param {Row} row
 */
function noteField(view, record, { id, title, note }) {
  const area = make("textarea");
  made += 1;
  area.id = `tk_record-note.${made}`;
  area.rows = Math.min(12, Math.max(2, note.split("\n").length + 1));
  area.value = note;
  area.autocomplete = "off";
  area.addEventListener("input", () => {
    awaited(writeNote(record, id, clean(area.value)))
      .then(() => tell(view, ""))
      .catch(() => tell(view, say("record-unkept"), true));
  });
  const label = make("label", "", title);
  label.htmlFor = area.id;
  return make("div", "record-note", label, area);
}

/**
 * @param {HTMLElement} view
 * @param {string} text
 */
function tell(view, text, isWrong = false) {
  const message = one(view, "[data-record=said]");
  put(message, text);
  message.classList.toggle("wrong", isWrong);
}

/**
 * Puts a record's paper in the place of the page while it is printed.
 * @param {SessionRecord} record
 */
function paperOf(record) {
  const { planned, spent } = wholeOf(record);
  const phases = record.rows.flatMap(({ title, note, ...times }) => [
    make("h2", "", title),
    make("p", "", timesText(times.planned, times.spent)),
    ...(note.trim() ? [make("p", "record-words", note.trim())] : []),
  ]);
  return make(
    "section",
    "record-paper",
    make("h1", "", `${say("record-title")}: ${record.title}`),
    make("p", "", heldAt(record.run)),
    ...phases,
    make("h2", "", say("record-whole")),
    make("p", "", timesText(planned, spent)),
  );
}

/** @type {{view: HTMLElement, record: SessionRecord}[]} */
let views = [];

/** Whoever prints while a record is in sight prints the record, by its button or by the browser's own. */
function beforePrint() {
  views = views.filter(({ view }) => view.isConnected);
  const shown = views.find(({ view }) => view.checkVisibility());
  if (shown) document.body.append(paperOf(shown.record));
}

addEventListener("beforeprint", beforePrint);
addEventListener("afterprint", () => all(document, ".record-paper").forEach((paper) => paper.remove()));

/**
 * Returns a view of a record. `removed` is told once the record has been deleted; without it, there is nothing to delete
 * it with.
 * @param {SessionRecord} record
 * @param {string} session
 * @param {() => void} [removed]
 */
export function viewOf(record, session, removed) {
  const parts = one(document, "template[data-run=record-parts]", HTMLTemplateElement);
  const view = /** @type {HTMLElement} */ (one(parts.content, ".record").cloneNode(true));
  fillTable(view, record);
  one(view, ".record-notes").append(...record.rows.map((row) => noteField(view, record, row)));
  const area = one(view, "[data-record=by-hand]", HTMLTextAreaElement);
  const tasks = {
    print: () => print(),
    copy: async () => {
      const isCopied = await copyText(asPlainText(record), area, () => (area.hidden = false));
      tell(view, isCopied ? say("record-copied") : "");
    },
    save: () => {
      const file = nameFor(session, ".txt");
      handOver(asPlainText(record), file, "text/plain");
      tell(view, say("record-saved", { file }));
    },
    delete: async () => {
      await removeRecord(record);
      removed?.();
    },
  };
  for (const [name, task] of Object.entries(tasks)) one(view, `[data-record=${name}]`).addEventListener("click", task);
  one(view, "[data-record=delete]").hidden = !removed;
  views.push({ view, record });
  return view;
}
