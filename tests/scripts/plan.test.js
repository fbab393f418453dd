import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange, fit, moved, needOf } from "../../templates/page/assets/session/plan.js";

const phase = (id, [min, typical, max], more = {}) => ({ id, min, typical, max, optional: false, movable: false, needs: [], ...more });
const GUIDE = [
  phase("open", [5, 10, 15]),
  phase("talk", [10, 20, 30], { movable: true }),
  phase("play", [10, 15, 20], { optional: true, movable: true }),
  phase("close", [5, 5, 10]),
];
const minutesOf = ({ phases }) => phases.map(({ minutes }) => minutes);

test("the usual time changes nothing", () => {
  const plan = fit(GUIDE, 50);
  assert.deepEqual(minutesOf(plan), [10, 20, 15, 5]);
  assert.equal(plan.verdict, "fits");
  assert.ok(plan.phases.every(({ change }) => change === "usual"));
});

test("every time from the least to the most is given to the minute, within the bounds of each phase", () => {
  for (let wanted = 30; wanted <= 75; wanted += 1) {
    const plan = fit(GUIDE, wanted);
    assert.equal(plan.total, wanted);
    assert.equal(minutesOf(plan).reduce((all, one) => all + one, 0), wanted);
    plan.phases.forEach(({ minutes }, index) => {
      assert.ok(minutes >= GUIDE[index].min && minutes <= GUIDE[index].max);
    });
  }
});

test("what has more room changes more", () => {
  assert.deepEqual(minutesOf(fit(GUIDE, 60)), [12, 24, 17, 7]);
});

test("an optional phase drops out where the least minutes do not fit", () => {
  const plan = fit(GUIDE, 25);
  assert.deepEqual(plan.phases[2], { id: "play", minutes: null, change: "out" });
  assert.equal(plan.total, 25);
  assert.equal(plan.verdict, "fits");
});

test("less than any choice of phases gives is said to be too short", () => {
  const plan = fit(GUIDE, 3);
  assert.equal(plan.verdict, "short");
  assert.equal(plan.total, 20);
});

test("more than all phases can take is said to be too long", () => {
  const plan = fit(GUIDE, 500);
  assert.equal(plan.verdict, "long");
  assert.equal(plan.total, 75);
});

test("a time between two choices becomes the nearest, of two the shorter", () => {
  const guide = [phase("a", [10, 10, 10]), phase("b", [20, 20, 20], { optional: true })];
  assert.equal(fit(guide, 20).total, 10);
  assert.equal(fit(guide, 20).verdict, "between");
  assert.deepEqual(fit(guide, 20).around, [10, 30]);
  assert.equal(fit(guide, 21).total, 30);
});

test("movable phases go anywhere, the others keep their order", () => {
  const ids = (order) => order.map(({ id }) => id);
  assert.deepEqual(ids(arrange(GUIDE, ["close", "talk", "open", "play"])), ["open", "talk", "close", "play"]);
  assert.deepEqual(ids(arrange(GUIDE, ["nowhere", "talk", "talk"])).toSorted(), ids(GUIDE).toSorted());
  assert.deepEqual(ids(arrange(GUIDE, [])), ids(GUIDE));
});

test("a phase changes places with its neighbour, and only where it may", () => {
  assert.deepEqual(moved(GUIDE, "talk", -1).map(({ id }) => id), ["talk", "open", "play", "close"]);
  assert.equal(moved(GUIDE, "open", 1), null);
  assert.equal(moved(GUIDE, "nowhere", 1), null);
  assert.equal(moved([GUIDE[1], GUIDE[0]], "talk", -1), null);
});

test("no phase comes before one that it needs, whatever is asked for", () => {
  const guide = [
    phase("open", [5, 10, 15]),
    phase("talk", [10, 20, 30], { movable: true, needs: ["open"] }),
    phase("play", [10, 15, 20], { movable: true, needs: ["open"] }),
    phase("choose", [5, 5, 10], { needs: ["talk"] }),
    phase("close", [5, 5, 10], { needs: ["play"] }),
  ];
  const ids = (order) => order.map(({ id }) => id);
  assert.equal(moved(guide, "talk", -1), null);
  assert.deepEqual(needOf(guide, "talk", -1), { at: 0, first: guide[0], second: guide[1] });
  assert.equal(needOf(guide, "open", 1), null);
  const [open, talk, play, choose, close] = guide;
  assert.deepEqual(ids(moved(guide, "play", 1)), ["open", "talk", "choose", "play", "close"]);
  assert.equal(moved([open, play, talk, choose, close], "talk", 1), null);
  let tried = 0;
  const orders = (left) => (left.length ? left.flatMap((one) => orders(left.filter((other) => other !== one)).map((rest) => [one, ...rest])) : [[]]);
  for (const asked of orders(guide)) {
    const order = arrange(guide, ids(asked));
    assert.deepEqual(ids(order).toSorted(), ids(guide).toSorted());
    for (const [index, { needs }] of order.entries()) {
      for (const name of needs) assert.ok(ids(order).indexOf(name) < index);
    }
    assert.deepEqual(ids(order).filter((id) => ["open", "choose", "close"].includes(id)), ["open", "choose", "close"]);
    assert.deepEqual(arrange(guide, ids(order)), order);
    tried += 1;
  }
  assert.equal(tried, 120);
});
