// Reads an index as pages read it, and says what it finds and how it cuts words: for the tests, which compare that with
// what the build does.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { runInNewContext } from "node:vm";

const folder = pathToFileURL(`${process.argv[2]}/`);
const { read } = await import(new URL("index.js", folder));
const { near, ranked, understood } = await import(new URL("query.js", folder));
const { stem, words } = await import(new URL("words.js", folder));

const { script, name, queries, vocabulary } = JSON.parse(readFileSync(0, "utf8"));
const self = {};
runInNewContext(script, { self });
const [, size, text] = self.toolkitSearch[name];
if (text.length !== size) throw new Error("cut short");
const index = read(JSON.parse(text));
const answers = queries.map((query) => {
  const { asked, met } = understood(index, query);
  const found = ranked(index, met);
  return { found: found.map((n) => index.entries.at(n).address), near: found.length ? [] : near(index, asked) };
});
const cut = vocabulary.map((word) => words(word, index.language).map((each) => stem(each, index.language)));
process.stdout.write(JSON.stringify({ answers, cut }));
