import assert from "node:assert/strict";
import { test } from "node:test";
import { grouped } from "../../templates/page/assets/search/groups.js";

test("the kind of the best result comes first, and results stay in their order", () => {
  const found = ["b1", "a1", "b2", "c1", "a2"].map((id) => ({ kind: id[0], id }));
  const told = grouped(/** @type {any} */ (found)).map(({ kind, results }) => [kind, ...results.map(({ id }) => id)]);
  assert.deepEqual(told, [["b", "b1", "b2"], ["a", "a1", "a2"], ["c", "c1"]]);
  assert.deepEqual(grouped([]), []);
});
