import { ofClient } from "../../templates/page/assets/core/records.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { allOf, entriesOf, packed } from "../../templates/page/assets/client/client-file.js";
import { compared, following, unpacked } from "../../templates/page/assets/client/opening.js";
import { chance, pick } from "./chance.js";

const DAY = "2026-11-29T10:00:00.000Z";
const NAMES = ["Anna", "Bo", "", "Ānna & co"];

/** A device with records of several clients, of none, and of what no client has. */
function deviceOf(random) {
  const count = () => Math.floor(random() * 6);
  const copies = Array.from({ length: count() }, (_, n) => ({
    id: `${n}`.padStart(32, "a"),
    worksheet: pick(random, ["wheel-of-life", "smart-goal"]),
    created: DAY,
    changed: DAY,
    revision: 1 + count(),
    nickname: pick(random, NAMES),
    answers: pick(random, [{}, { "life.work": "7" }, { why: "ā\n🙂 <b>", done: true }]),
    snapshots: pick(random, [[], [{ date: "2026-11-29", values: { a: "1" } }]]),
    ...pick(random, [{}, { changes: { out: ["field:why"] } }]),
  }));
  const marks = [
    ...Array.from({ length: count() }, (_, n) => ({ key: `checklist/list-${n}`, client: pick(random, NAMES), items: { "a.b": { done: true, note: "ņ" } } })),
    ...Array.from({ length: count() }, (_, n) => ({ key: `own-sheet/bank-${n}`, name: pick(random, NAMES), questions: [{ id: "x", answer: "y" }] })),
    ...Array.from({ length: count() }, (_, n) => ({ key: `session-record/grow-session/${1760000000000 + n}`, client: pick(random, NAMES), started: 1760000000000 + n, notes: { goal: "ņ" } })),
    { key: "favourites", questions: ["a/b"], client: "Anna" },
    { key: "settings", nickname: "Anna", name: "Anna", client: "Anna" },
    { key: "run/coaching-session", client: "Anna" },
  ];
  return [...entriesOf("copies", copies), ...entriesOf("marks", marks)];
}

test("all of one client, out, deleted and in again, is what it was", () => {
  let seen = 0;
  for (let seed = 1; seed <= 1000; seed += 1) {
    const device = deviceOf(chance(seed));
    for (const nickname of NAMES.filter(Boolean)) {
      const theirs = allOf(device, nickname);
      if (!theirs.length) continue;
      const file = JSON.parse(JSON.stringify(packed(theirs, nickname, DAY)));
      const rest = device.filter((entry) => !theirs.includes(entry));
      const came = unpacked(file);
      assert.equal(came.nickname, nickname);
      const { fresh, other } = compared(came.entries, rest);
      assert.deepEqual(other, []);
      const byKey = (a, b) => `${a.store} ${a.key}`.localeCompare(`${b.store} ${b.key}`);
      const after = [...rest, ...fresh.map((entry) => ({ ...entry, record: following(entry.record, undefined) }))];
      assert.deepEqual(after.sort(byKey), [...device].sort(byKey));
      // Opened once more, it changes nothing.
      assert.deepEqual(compared(came.entries, after), { fresh: [], other: [] });
      assert.ok(!theirs.some(({ key }) => ["favourites", "settings"].includes(key)));
      seen += theirs.length;
    }
  }
  assert.ok(seen > 2000);
});

test("what is here in another form is never taken for new", () => {
  const [entry] = entriesOf("marks", [{ key: "checklist/a", client: "Anna", items: {} }]);
  const [here] = entriesOf("marks", [{ key: "checklist/a", items: { x: {} } }]);
  assert.deepEqual(compared([entry], [here]), { fresh: [], other: [entry] });
  assert.equal(following({ revision: 2 }, { revision: 7 }).revision, 8);
});

const copy = { id: "a".repeat(32), worksheet: "x", created: DAY, changed: DAY, revision: 1, nickname: "Anna", answers: {} };
const whole = { format: "coaching-toolkit-client", format_version: 1, saved: DAY, nickname: "Anna", copies: [copy], marks: [] };
const deep = JSON.parse(`${"[".repeat(30)}${"]".repeat(30)}`);
/** @type {[string, unknown][]} */
const FAULTS = [
  ["client-not-file", null],
  ["client-not-file", []],
  ["client-not-file", { ...whole, format: "coaching-toolkit-answers" }],
  ["client-newer", { ...whole, format_version: 2 }],
  ["client-damaged", { ...whole, nickname: "" }],
  ["client-damaged", { ...whole, copies: undefined }],
  ["client-damaged", { ...whole, copies: [copy, copy] }],
  ["client-damaged", { ...whole, copies: [{ ...copy, nickname: "Bo" }] }],
  ["client-damaged", { ...whole, copies: [{ ...copy, id: "../x" }] }],
  ["client-damaged", { ...whole, copies: [{ ...copy, answers: "all" }] }],
  ["client-damaged", { ...whole, copies: [{ ...copy, answers: { a: "\u202e" } }] }],
  ["client-damaged", { ...whole, copies: [{ ...copy, answers: deep }] }],
  ["client-damaged", { ...whole, copies: [{ ...copy, answers: JSON.parse('{"__proto__": "x"}') }] }],
  ["client-damaged", { ...whole, copies: [{ ...copy, revision: "1" }] }],
  ["client-damaged", { ...whole, marks: [{ key: "favourites", client: "Anna" }] }],
  ["client-damaged", { ...whole, marks: [{ key: "settings", slash: true }] }],
  ["client-damaged", { ...whole, copies: Array.from({ length: 2001 }, (_, n) => ({ ...copy, id: `${n}`.padStart(32, "a") })) }],
];
test("a file that is not whole is refused whole", () => {
  assert.equal(unpacked(whole).entries.length, 1);
  for (const [word, data] of FAULTS) assert.throws(() => unpacked(data), { word }, JSON.stringify(data)?.slice(0, 200));
});

test("the record of a session is of the client that it was given to, and leads to its guide", () => {
  const record = { key: "session-record/grow-session/1760000000000", client: "Anna", started: 1760000000000 };
  assert.deepEqual(ofClient("marks", record), { kind: "records", nickname: "Anna", path: "sessions/grow-session/", isGiven: true });
  assert.equal(ofClient("marks", { ...record, client: undefined }).nickname, "");
});
