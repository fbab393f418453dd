import assert from "node:assert/strict";
import { test } from "node:test";
import { Deck, shuffled } from "../../templates/page/assets/bank/deck.js";

const VALUES = ["a", "b", "c", "d", "e"];

test("a shuffle keeps what it was given, and leaves it alone", () => {
  const given = [...VALUES];
  assert.deepEqual(shuffled(given).toSorted(), VALUES);
  assert.deepEqual(given, VALUES);
});

test("every order of three comes up", () => {
  const seen = new Set(Array.from({ length: 400 }, () => shuffled(["a", "b", "c"]).join("")));
  assert.equal(seen.size, 6);
});

test("each comes once before any comes again, and never twice in a row", () => {
  const deck = new Deck(VALUES);
  const drawn = Array.from({ length: 100 }, () => deck.next());
  for (let at = 0; at < drawn.length; at += VALUES.length) {
    assert.deepEqual(drawn.slice(at, at + VALUES.length).toSorted(), VALUES);
  }
  assert.ok(drawn.every((value, index) => value !== drawn[index - 1]));
});

test("one goes back to what was drawn, and no further", () => {
  const deck = new Deck(VALUES);
  const [first, second] = [deck.next(), deck.next()];
  assert.equal(deck.number, 2);
  assert.equal(deck.previous(), first);
  assert.equal(deck.previous(), first);
  assert.ok(deck.isFirst);
  assert.equal(deck.next(), second);
});

test("a deck of one goes on with it, and an empty one has nothing", () => {
  const deck = new Deck(["only"]);
  assert.deepEqual([deck.next(), deck.next()], ["only", "only"]);
  assert.equal(new Deck([]).current, undefined);
});

test("a deck knows whether it holds the same", () => {
  const deck = new Deck(VALUES);
  assert.ok(deck.holds([...VALUES]));
  assert.ok(!deck.holds(VALUES.toReversed()));
  assert.ok(!deck.holds(VALUES.slice(1)));
});
