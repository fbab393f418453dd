// Where a wheel is tapped: the area is the one under the finger, the ring the nearest of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pointedAt } from "../../templates/page/assets/worksheet/wheel-point.js";

const WHEEL = { radius: 130, rings: 10, areas: 8, least: 24 };

/** A point so far from the middle, at so many areas clockwise from the top. */
function point(away, areas, wheel = WHEEL) {
  const angle = (areas / wheel.areas) * 2 * Math.PI;
  return pointedAt(away * Math.sin(angle), -away * Math.cos(angle), wheel);
}

/** Every place that is nearer to one ring of one area than to another, with what should be found there. */
function placesOn(wheel) {
  const parts = (count, ways) => Array.from({ length: count }, (_, n) => ways.map((way) => [n, way])).flat();
  return parts(wheel.areas, [0.02, 0.5, 0.98]).flatMap(([area, aside]) =>
    parts(wheel.rings, [-0.49, 0, 0.49]).map(([n, off]) => ({
      away: ((n + 1 + off) * wheel.radius) / wheel.rings,
      at: area + aside,
      expected: { area, ring: n + 1 },
    })),
  );
}

test("each ring of each area is found from its own place, and from anywhere nearer to it than to another", () => {
  const wheels = [3, 8, 12, 16].flatMap((areas) => [1, 4, 5, 10].map((rings) => ({ ...WHEEL, areas, rings })));
  let found = 0;
  for (const wheel of wheels) {
    for (const { away, at, expected } of placesOn(wheel).filter((place) => place.away <= wheel.radius + 12)) {
      assert.deepEqual(point(away, at, wheel), expected, JSON.stringify([wheel, away, at]));
      found += 1;
    }
  }
  assert.ok(found > 6000, String(found));
});

test("the outermost ring has room for a finger, outside of the wheel too, and no more", () => {
  const top = (away) => point(away, 0.5)?.ring;
  // Rings are 13 pixels apart: half of one lies within, the rest outside.
  assert.equal(top(123.6), 10);
  assert.equal(top(123.6 + 23.8), 10);
  assert.equal(top(148), undefined);
  const wide = { ...WHEEL, rings: 2 };
  assert.equal(point(141.9, 0.5, wide)?.ring, 2);
  assert.equal(point(142.1, 0.5, wide), null);
});

test("the very middle is of no area: devices that read out click there", () => {
  assert.equal(pointedAt(0, 0, WHEEL), null);
  assert.equal(pointedAt(2, -2, WHEEL), null);
  assert.deepEqual(pointedAt(2.5, -2.5, WHEEL), { area: 1, ring: 0 });
  assert.deepEqual(pointedAt(-4, -4, WHEEL), { area: 7, ring: 0 });
});

test("spokes belong to the area that begins there", () => {
  assert.deepEqual(pointedAt(0, -65, WHEEL), { area: 0, ring: 5 });
  assert.deepEqual(pointedAt(65, 0, WHEEL), { area: 2, ring: 5 });
  assert.deepEqual(pointedAt(0, 65, WHEEL), { area: 4, ring: 5 });
  assert.deepEqual(pointedAt(-65, 0, WHEEL), { area: 6, ring: 5 });
  assert.deepEqual(pointedAt(-1e-17, -65, WHEEL), { area: 0, ring: 5 });
});
