import assert from "node:assert/strict";
import { test } from "node:test";
import * as timer from "../../templates/page/assets/core/timer.js";
import { spreadRest } from "../../templates/page/assets/session/rest.js";

const MINUTE = 60_000;
const phase = (id, [min, typical, max], optional = false) => ({ id, min, typical, max, optional, movable: false, needs: [] });
const PHASES = [phase("open", [2, 5, 8]), phase("talk", [10, 20, 25]), phase("play", [10, 15, 20], true), phase("close", [5, 10, 15])];
const PLAN = PHASES.map(({ id, typical }) => ({ id, minutes: typical }));
const minutesOf = ({ plan }) => plan.map(({ minutes }) => minutes);
const begun = () => timer.begin(PLAN, 0);

test("a pause eats from the rest, which then fits the agreed end", () => {
  const paused = timer.pause(begun(), 5 * MINUTE);
  const later = timer.go(timer.resume(paused, 15 * MINUTE), 1, 15 * MINUTE);
  assert.equal(timer.read(later, 15 * MINUTE).late, 10 * MINUTE);
  const { run, out, isChanged } = spreadRest(later, PHASES, 15 * MINUTE);
  assert.deepEqual([minutesOf(run), out, isChanged], [[5, 15, 12, 8], [], true]);
  assert.equal(timer.read(run, 15 * MINUTE).late, 0);
  assert.equal(timer.read(run, 15 * MINUTE).ends, 50 * MINUTE);
});

test("what was saved goes to the rest, within the bounds of the guide", () => {
  const early = timer.go(begun(), 1, MINUTE);
  const { run } = spreadRest(early, PHASES, MINUTE);
  assert.equal(minutesOf(run).slice(1).reduce((all, one) => all + one, 0), 49);
  assert.equal(timer.read(run, MINUTE).late, 0);
});

test("a phase that can be left out drops out where the least minutes do not fit; what has begun stays", () => {
  const late = timer.go(begun(), 1, 30 * MINUTE);
  const found = spreadRest(late, PHASES, 30 * MINUTE);
  assert.deepEqual(found.out, ["play"]);
  assert.deepEqual(found.run.plan.map(({ id }) => id), ["open", "talk", "close"]);
  assert.equal(found.run.spent.length, 3);
  assert.equal(timer.read(found.run, 30 * MINUTE).late, 0);
  const visited = timer.go(timer.go(begun(), 2, MINUTE), 1, 31 * MINUTE);
  assert.deepEqual(spreadRest(visited, PHASES, 31 * MINUTE).out, []);
});

test("minutes that a phase has taken already are not taken back", () => {
  const inTalk = timer.go(begun(), 1, 5 * MINUTE);
  for (let now = 6; now <= 90; now += 1) {
    const { run } = spreadRest(inTalk, PHASES, now * MINUTE);
    assert.ok(run.plan[1].minutes >= now - 5, `${now}`);
    assert.equal(run.plan[0].minutes, 5);
    assert.ok(run.plan.every(({ minutes }) => Number.isInteger(minutes)));
    const { late } = timer.read(run, now * MINUTE);
    // Nothing runs later than the least of all that cannot drop out makes it.
    if (now <= 35) assert.ok(late <= 0, `${now}: ${late}`);
  }
});

test("what fits already is not changed", () => {
  assert.equal(spreadRest(begun(), PHASES, 0).isChanged, false);
});
