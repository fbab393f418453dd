import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, matcher } from "../../templates/page/assets/core/fold.js";

const FOUND = [
  ["merki", "Mērķi un soļi"],
  ["MAÑANA", "mañana"],
  ["manana", "Mañana por la mañana"],
  ["paamaara", "päämäärä"],
  ["what's", "What’s next?"],
  ["next what", "What’s next?"],
  ["¿que?", "¿Qué quieres?"],
  ["?", "Why?"],
  ["", "anything"],
  ["  ", "anything"],
];
for (const [query, text] of FOUND) {
  test(`"${query}" finds "${text}"`, () => assert.ok(matcher(query)(fold(text))));
}

const NOT_FOUND = [
  ["merkis", "Mērķi un soļi"],
  ["next week", "What’s next?"],
  ["?", "No sign here"],
];
for (const [query, text] of NOT_FOUND) {
  test(`"${query}" does not find "${text}"`, () => assert.ok(!matcher(query)(fold(text))));
}
