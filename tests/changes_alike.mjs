// Changes by chance of real sheets: what the page makes of each (see test_changes.py).
// Reads {sheets: [{published, places}], count} from its input; writes for each sheet a list of {changes, packed, places, yaml}.
import { readFileSync } from "node:fs";
import * as acts from "../templates/page/assets/worksheet/change-acts.js";
import { definitionText } from "../templates/page/assets/worksheet/as-yaml.js";
import { arranged, placesOf, publishedIds } from "../templates/page/assets/worksheet/changed-sheet.js";
import { none, pack, partOf, written } from "../templates/page/assets/worksheet/changes.js";
import { chance, pick } from "./scripts/chance.js";

// Words that mean something to Markdown, YAML or nobody.
const WORDS = [
  "Mans uzņēmums", "*not* _this_ `nor` that", "[a link](https://example.org)", "- one: two", "# head", "yes", "1. no",
  "a & b &amp; c", "<b>bold</b> <!-- x", "“quoted” \"so\" 'and' so", "C:\\dir\\*.txt", "~~gone~~ | a | b |", "!picture!", "5:30", "x".repeat(200), "*".repeat(200),
];

function changed(sheet, random) {
  const sections = sheet.definition.sections.map(({ id }) => `section:${id}`);
  const lists = ["sections", ...sections, ...Object.keys(sheet.lists)];
  let changes = none();
  for (let n = 0; n < 12; n += 1) {
    const list = pick(random, lists);
    const ids = arranged(publishedIds(sheet, list), list, changes);
    const id = pick(random, ids);
    const [text, language] = [pick(random, WORDS), pick(random, ["lv", "fi"])];
    const type = list.startsWith("section:") ? pick(random, sheet.limits.types) : undefined;
    const ways = [
      () => acts.renamed(sheet, changes, { part: pick(random, ["title", partOf(list, id)]), text, language, usual: "Usual" }),
      () => acts.moved(sheet, changes, list, { id, step: pick(random, [-1, 1, 2]) }),
      () => acts.leftOut(sheet, changes, list, id),
      () => (list === "sections" ? changes : acts.added(sheet, changes, list, { text, language, type }).changes),
      () => pick(random, [changes, ...Object.keys(sheet.rows).map((name) => acts.withRows(sheet, changes, name, pick(random, [1, 2, 7])))]),
    ];
    if (id) changes = pick(random, ways)();
  }
  return changes;
}

const { sheets, count } = JSON.parse(readFileSync(0, "utf-8"));
const found = sheets.map(({ published, places }, n) =>
  Array.from({ length: count }, (_, seed) => {
    const changes = changed(published, chance(1000 * n + seed));
    const how = { language: "lv", title: `${published.definition.title} (${seed})`, basedOn: "Based on it", address: "https://toolkit.test/lv/worksheets/sheet/" };
    const { id, text } = definitionText(published, changes, how);
    return { changes: written(changes), packed: pack(changes), places: placesOf(published, places, changes), id, yaml: text };
  }),
);
process.stdout.write(JSON.stringify(found));
