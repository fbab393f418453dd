import assert from "node:assert/strict";
import { test } from "node:test";
import { carried as carry, choose, joined, remove, usable } from "../../templates/page/assets/core/own-record.js";

const carried = ({ bank, ...record }) => carry(record, bank);

const old = (bank, ids, more = {}) => ({
  bank,
  title: "",
  name: "",
  date: "",
  questions: ids.map((id) => ({ id, lines: 4, answer: `to ${id}` })),
  kept: [],
  ...more,
});
const namesOf = ({ questions }) => questions.map(({ id }) => id);

test("questions of an earlier version are named with their bank, those of this one as they are", () => {
  const sheet = carried(old("grow", ["goal", "other/named"]));
  assert.deepEqual(namesOf(sheet), ["grow/goal", "other/named"]);
  assert.equal(sheet.questions[0].answer, "to goal");
});

test("sheets of two banks become one, with all that was written", () => {
  const one = carried(old("grow", ["a"], { title: "Before we meet", kept: [{ id: "k", lines: 8, answer: "kept" }] }));
  const both = joined(one, carried(old("clear", ["a", "b"], { name: "Ieva" })));
  assert.deepEqual(namesOf(both), ["grow/a", "clear/a", "clear/b"]);
  assert.deepEqual([both.title, both.name], ["Before we meet", "Ieva"]);
  assert.deepEqual(both.kept.map(({ id, answer }) => [id, answer]), [["grow/k", "kept"]]);
});

test("sheets of two clients stay apart, and so do two answers to one question", () => {
  const anna = carried(old("grow", ["a"], { name: "Anna" }));
  assert.equal(joined(anna, carried(old("clear", ["a"], { name: "Bertil" }))), null);
  assert.equal(joined(anna, carried(old("clear", ["a"], { date: "2026-01-01" }))).date, "2026-01-01");
  const other = { ...anna, questions: [{ ...anna.questions[0], answer: "something else" }] };
  assert.equal(joined(anna, other), null);
});

test("carried over twice is there once", () => {
  const sheet = carried(old("grow", ["a", "b"], { name: "Anna" }));
  assert.deepEqual(joined(sheet, sheet), sheet);
  assert.deepEqual(joined(usable(null), sheet), sheet);
});

test("what was written comes back with a question that is chosen again", () => {
  const sheet = carried(old("grow", ["a"]));
  const without = remove("grow/a")(sheet);
  assert.deepEqual(namesOf(without), []);
  const again = choose([{ id: "grow/a", text: "A?", language: "en" }])(without);
  assert.equal(again.questions[0].answer, "to a");
});
