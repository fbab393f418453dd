import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, CONTROLS, idOf, isDate, isObject, parse } from "../../templates/page/assets/core/untrusted.js";

const bytes = (text) => new TextEncoder().encode(text).buffer;

test("days that exist are dates, others are not", () => {
  assert.ok(["2026-11-29", "2024-02-29", "0001-01-01"].every(isDate));
  assert.ok(!["2026-02-29", "2026-13-01", "0000-01-01", "26-1-1", "2026-11-29T00:00", ""].some(isDate));
});

test("signs that hide or turn text are taken out, all else stays", () => {
  assert.equal(clean("a\u0000b\u202ec\ufeffd\te\nf"), "abcd\te\nf");
  assert.ok(!CONTROLS.test("Zaļknābis 😀\t\n"));
});

test("a name is shown only where it looks like an id", () => {
  assert.equal(idOf("mood.before_1"), "mood.before_1");
  assert.deepEqual(["a secret of mine", "x".repeat(61), 7, null].map(idOf), ["–", "–", "–", "–"]);
});

test("an object is one with names", () => {
  assert.deepEqual([{}, [], null, "x", 7].map(isObject), [true, false, false, false, false]);
});

test("bytes are read as UTF-8 JSON, with a mark before it or without", () => {
  assert.deepEqual(parse(bytes('\ufeff{"a": "ž"}')), { a: "ž" });
  assert.throws(() => parse(bytes("{")), (error) => error.word === "not-json");
  assert.throws(() => parse(new Uint8Array([0x22, 0xff, 0x22]).buffer, "other"), (error) => error.word === "other");
});
