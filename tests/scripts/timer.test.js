import assert from "node:assert/strict";
import { test } from "node:test";
import * as timer from "../../templates/page/assets/core/timer.js";

const MINUTE = 60_000;
const PLAN = [
  { id: "open", minutes: 10 },
  { id: "talk", minutes: 20 },
];
const IDS = PLAN.map(({ id }) => id);

test("a clock that nobody looks at goes on", () => {
  const run = timer.begin(PLAN, 1000);
  const reading = timer.read(run, 1000 + 4 * MINUTE);
  assert.equal(reading.left, 6 * MINUTE);
  assert.equal(reading.ends, 1000 + 30 * MINUTE);
});

test("a pause takes no time of its phase, but does not move the agreed end", () => {
  const paused = timer.pause(timer.begin(PLAN, 0), 3 * MINUTE);
  assert.equal(timer.read(paused, 50 * MINUTE).left, 7 * MINUTE);
  const again = timer.resume(paused, 60 * MINUTE);
  assert.equal(timer.read(again, 61 * MINUTE).left, 6 * MINUTE);
  assert.equal(timer.resume(again, 70 * MINUTE), again);
  assert.equal(timer.read(again, 61 * MINUTE).late, 57 * MINUTE);
});

test("going on keeps what was spent, and says how late it is", () => {
  const run = timer.go(timer.begin(PLAN, 0), 1, 12 * MINUTE);
  assert.deepEqual(run.spent, [12 * MINUTE, 0]);
  assert.equal(timer.read(run, 12 * MINUTE).late, 2 * MINUTE);
  assert.equal(timer.go(run, 2, 13 * MINUTE), run);
  assert.equal(timer.go(run, -1, 13 * MINUTE), run);
});

test("notices are due at a fifth, at a twentieth and at the end", () => {
  const run = timer.begin(PLAN, 0);
  const levels = [7.9, 8, 9.5, 10, 11].map((minute) => timer.read(run, minute * MINUTE).level);
  assert.deepEqual(levels, ["", "later", "soon", "up", "up"]);
});

test("a clock that was set back does not run backwards", () => {
  assert.equal(timer.read(timer.begin(PLAN, 5 * MINUTE), 0).left, 10 * MINUTE);
});

test("what has ended can be opened again", () => {
  const ended = timer.finish(timer.begin(PLAN, 0), MINUTE);
  assert.deepEqual([ended.since, ended.ended], [null, MINUTE]);
  const open = timer.reopen(ended, 9 * MINUTE);
  assert.equal(timer.read(open, 10 * MINUTE).left, 8 * MINUTE);
});

test("a record of the store comes back as it was", () => {
  const run = timer.go(timer.begin(PLAN, 1000), 1, 5000);
  assert.deepEqual(timer.restore({ key: "run/x", sound: true, ...JSON.parse(JSON.stringify(run)) }, IDS), run);
});

test("a record of an earlier version has its end from its plan", () => {
  const { end, ...old } = timer.begin(PLAN, 1000);
  assert.equal(timer.restore(old, IDS).end, end);
});

const WHOLE = timer.begin(PLAN, 1000);
const BROKEN = {
  "no record": undefined,
  "no plan": { ...WHOLE, plan: [] },
  "a plan that is none": { ...WHOLE, plan: "open" },
  "a phase that the guide has not": { ...WHOLE, plan: [{ id: "gone", minutes: 1 }, PLAN[1]] },
  "a phase twice": { ...WHOLE, plan: [PLAN[0], PLAN[0]] },
  "minutes that are none": { ...WHOLE, plan: [{ id: "open", minutes: "10" }, PLAN[1]] },
  "too few spent": { ...WHOLE, spent: [0] },
  "spent that is none": { ...WHOLE, spent: [0, "1"] },
  "a place outside": { ...WHOLE, at: 2 },
  "half a place": { ...WHOLE, at: 0.5 },
  "no start": { ...WHOLE, started: null },
  "an instant before all": { ...WHOLE, since: -1 },
  "an end that is none": { ...WHOLE, ended: undefined },
};
for (const [name, record] of Object.entries(BROKEN)) {
  test(`a record is not taken with ${name}`, () => assert.equal(timer.restore(record, IDS), null));
}
