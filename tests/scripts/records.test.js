import assert from "node:assert/strict";
import { test } from "node:test";
import { countsOf, keyOf } from "../../templates/page/assets/core/records.js";

test("keys are those that devices hold already", () => {
  const names = ["sheets", "checklists", "curricula", "runs", "records", "favourites", "own", "recent", "settings"];
  const keys = names.map((name) => keyOf(name, "x"));
  assert.equal(keyOf("sheets"), "own-sheet/");
  assert.deepEqual(keys, ["own-sheet/x", "checklist/x", "curriculum/x", "run/x", "session-record/x", "favourites", "own-questions", "recent", "settings"]);
});

test("everything stored is counted, and what no page keeps as other", () => {
  const marks = [
    { key: "run/a" },
    { key: "curriculum/a", done: ["a.b", "a.c"] },
    { key: "checklist/a" },
    { key: "checklist/b" },
    { key: "favourites", questions: ["x/1", "x/2", "x/3"] },
    { key: "recent", paths: "none" },
    { key: "of-tomorrow" },
  ];
  const counts = { copies: 2, other: 1, sheets: 0, checklists: 2, curricula: 1, runs: 1, records: 0, favourites: 3, own: 0, recent: 0, settings: 0 };
  assert.deepEqual(countsOf([{}, {}], marks), counts);
});
