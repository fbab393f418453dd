// Changes of a sheet for one client: whatever is done, in whatever order, the sheet stays within its bounds, names are
// unique, and answers of what remains are kept. What comes from elsewhere is refused or harmless.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as acts from "../../templates/page/assets/worksheet/change-acts.js";
import { arranged, brokenBound, placesOf, publishedIds, sectionsOf } from "../../templates/page/assets/worksheet/changed-sheet.js";
import { checked, isNone, none, pack, partOf, unpack, written } from "../../templates/page/assets/worksheet/changes.js";
import { chance, pick } from "./chance.js";
import { places, sheet } from "./published.js";

const HISTORIES = 600;
const ACTS = 30;
const { limits } = sheet;
const LISTS = ["sections", "section:first", "section:second", ...Object.keys(sheet.lists)];
const idsIn = (changes, list) => arranged(publishedIds(sheet, list), list, changes);
const namesOf = (changes) => placesOf(sheet, places, changes).map(({ name }) => name);

const WAYS = {
  rename(changes, random, list) {
    const part = partOf(list, pick(random, idsIn(changes, list)));
    return acts.renamed(sheet, changes, { part, text: pick(random, ["Uzņēmums", "", "<b>*x*</b>", "__proto__"]), language: "lv", usual: "Usual" });
  },
  move: (changes, random, list) => acts.moved(sheet, changes, list, { id: pick(random, idsIn(changes, list)), step: pick(random, [-2, -1, 1, 2]) }),
  leave: (changes, random, list) => acts.leftOut(sheet, changes, list, pick(random, idsIn(changes, list))),
  back: (changes, random, list) => acts.broughtBack(sheet, changes, list, pick(random, publishedIds(sheet, list))),
  add(changes, random, list) {
    if (list === "sections") return changes;
    const type = list.startsWith("section:") ? pick(random, limits.types) : undefined;
    return acts.added(sheet, changes, list, { text: "Mans", language: "lv", type }).changes;
  },
  rows: (changes, random) => acts.withRows(sheet, changes, "question:table", pick(random, [0, 1, 2, 3, 5, 6])),
};

test("no act breaks a bound, makes a name twice or touches the answers of what remains", () => {
  const done = new Set();
  for (let seed = 0; seed < HISTORIES; seed += 1) {
    const random = chance(seed);
    let changes = none();
    for (let n = 0; n < ACTS; n += 1) {
      const way = pick(random, Object.keys(WAYS));
      const list = pick(random, LISTS.filter((name) => idsIn(changes, name).length));
      const before = namesOf(changes);
      const after = WAYS[way](changes, random, list);
      const names = namesOf(after);
      if (after !== changes) done.add(way);
      assert.equal(new Set(names).size, names.length);
      assert.equal(brokenBound(sheet, after), "");
      // Only what is left out, in rows or as a part, loses its places.
      if (way !== "leave" && way !== "rows") assert.deepEqual(before.filter((name) => !names.includes(name)), []);
      if (way === "rename") assert.deepEqual(names, before);
      changes = after;
    }
    // As a file, an address or another device brings it.
    assert.deepEqual(checked(JSON.parse(JSON.stringify(written(changes))), limits), changes);
    assert.deepEqual(unpack(pack(changes), limits) ?? none(), changes);
    assert.match(pack(changes), /^[\w-]*$/);
    const all = LISTS.flatMap((list) => publishedIds(sheet, list).map((id) => [list, id]));
    for (const [list, id] of all) changes = acts.broughtBack(sheet, changes, list, id);
    const back = namesOf(changes);
    // Where all room is taken, or fewer rows are wanted, not all comes back.
    const isFull = idsIn(changes, "question:life:segments").length === 6;
    const mayLack = (name) => name.startsWith("table.") || (isFull && name.startsWith("life."));
    assert.deepEqual(places.map(({ name }) => name).filter((name) => !back.includes(name) && !mayLack(name)), []);
  }
  assert.deepEqual([...done].sort(), Object.keys(WAYS).sort());
});

test("what was added and left out again leaves nothing behind", () => {
  const { changes, id } = acts.added(sheet, none(), "section:first", { text: "Mans", language: "lv", type: "number" });
  assert.deepEqual(namesOf(changes).filter((name) => name.startsWith("_")), ["_1"]);
  assert.equal(id, "_1");
  assert.ok(isNone(acts.leftOut(sheet, changes, "section:first", id)));
  assert.equal(pack(null), "");
});

test("a list keeps its bounds, and says no to what would break them", () => {
  const list = "question:life:segments";
  const three = acts.leftOut(sheet, none(), list, "9");
  assert.deepEqual(sectionsOf(sheet, three)[0].fields[1].lists[list], ["work", "health", "rest"]);
  assert.equal(acts.leftOut(sheet, three, list, "rest"), three);
  let many = none();
  for (let n = 0; n < 9; n += 1) many = acts.added(sheet, many, list, { text: "x", language: "fi" }).changes;
  assert.equal(idsIn(many, list).length, 6);
  assert.equal(acts.added(sheet, many, list, { text: "x", language: "fi" }).id, "");
});

test("places follow: choices, ranks and what is computed", () => {
  let { changes } = acts.added(sheet, none(), "question:place:options", { text: "Mājās", language: "lv" });
  changes = acts.leftOut(sheet, changes, "question:place:options", "room");
  changes = acts.added(sheet, changes, "question:ranks:items", { text: "w", language: "lv" }).changes;
  changes = acts.leftOut(sheet, changes, "question:life:segments", "rest");
  const found = new Map(placesOf(sheet, places, changes).map((place) => [place.name, place]));
  assert.deepEqual(found.get("place").values, ["walk", "_1", "other"]);
  assert.deepEqual(["ranks.x", "ranks._2"].map((name) => found.get(name).max), [4, 4]);
  assert.deepEqual(found.get("mean").computed.of, [["life.work", "life.health", "life.9"]]);
  const without = placesOf(sheet, places, acts.leftOut(sheet, changes, "section:first", "life"));
  assert.ok(!without.some(({ name }) => name === "mean"));
});

test("a version that has more shows it where it belongs; one that has less forgets nothing", () => {
  const changes = { ...none(), order: { "section:second": ["ranks", "gone", "ticks"] } };
  assert.deepEqual(idsIn(changes, "section:second"), ["place", "ranks", "ticks", "table"]);
  assert.deepEqual(written(changes), { order: { "section:second": ["ranks", "gone", "ticks"] } });
});

const word = (text, language = "lv") => ({ words: { "question:today": [text, language] } });
const HOSTILE = {
  text: "x",
  list: [],
  "a key that is none": { html: "<b>" },
  "a prototype": JSON.parse('{"words": {"__proto__": ["x", "lv"]}}'),
  "a prototype as a field": JSON.parse('{"own": {"__proto__": "number"}, "order": {"section:first": ["__proto__"]}}'),
  "a prototype of its own": JSON.parse('{"__proto__": {"out": []}}'),
  "an address of markup": { words: { 'question:today"><script>': ["x", "lv"] } },
  "words without a language": { words: { "question:today": ["x"] } },
  "a language that is none": word("x", 'lv" onclick="'),
  "no words": word(""),
  "too many words": word("x".repeat(201)),
  "hidden characters": word("x\u202ey"),
  "two lines": word("x\ny"),
  "half a letter": word("x\ud800"),
  "a part twice": { out: ["question:today", "question:today"] },
  "an id twice": { order: { "section:first": ["today", "today"] } },
  "an added part twice": { order: { "question:life:segments": ["_1"], "question:ticks:items": ["_1"] }, words: { "question:life:segments._1": ["x", "lv"], "question:ticks:items._1": ["x", "lv"] } },
  "an added part without words": { order: { "question:life:segments": ["_1"] } },
  "an added section": { order: { sections: ["_1"] }, words: { "section:_1": ["x", "lv"] } },
  "a field without a type": { order: { "section:first": ["_1"] }, words: { "question:_1": ["x", "lv"] } },
  "a type without a field": { own: { _1: "number" } },
  "a type that is none": { own: { _1: "constructor" }, order: { "section:first": ["_1"] }, words: { "question:_1": ["x", "lv"] } },
  "no number of rows": { rows: { "question:table": "3" } },
  "rows beyond all bounds": { rows: { "question:table": 1e9 } },
};
for (const [name, data] of Object.entries(HOSTILE)) {
  test(`${name}: refused`, () => assert.throws(() => checked(data, limits), { word: "changes-wrong" }));
}

test("ten thousand added rows are refused", () => {
  const ids = Array.from({ length: 10_000 }, (_, n) => `_${n + 1}`);
  assert.throws(() => checked({ order: { "question:life:segments": ids } }, limits), { word: "changes-many" });
  assert.throws(() => unpack("A".repeat(1_000_000), limits), { word: "changes-many" });
  const most = { rows: { "question:table": 6 } };
  assert.equal(brokenBound(sheet, checked(most, limits)), "question:table");
});

test("what is no packed text is refused", () => {
  for (const text of ["%", "AAA", "bnVsbA", pack({ ...none(), out: ["question:today"] }).slice(2)]) {
    assert.throws(() => unpack(text, limits), { word: "changes-wrong" });
  }
  assert.equal(unpack("", limits), null);
});
