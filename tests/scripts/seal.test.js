import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSealed, seal, unseal } from "../../templates/page/assets/core/seal.js";

const TEXT = "Zaļknābis – äiti – señor";
const sealed = await seal(TEXT, "four words of mine");
const isRefused = (word) => (error) => error.word === word;

test("what was locked opens with its passphrase", async () => {
  checkSealed(sealed);
  const bytes = await unseal(sealed, "four words of mine");
  assert.equal(new TextDecoder().decode(bytes), TEXT);
});

test("nothing of the text can be read in the file", () => {
  assert.ok(!JSON.stringify(sealed).includes("knābis"));
});

test("no two files are alike", async () => {
  const other = await seal(TEXT, "four words of mine");
  for (const part of ["salt", "iv", "sealed"]) assert.notEqual(other[part], sealed[part]);
});

test("another passphrase does not open it", async () => {
  await assert.rejects(unseal(sealed, "four words of yours"), isRefused("passphrase-wrong"));
});

test("a head that was changed breaks the file", async () => {
  const salt = sealed.salt === "AAAAAAAAAAAAAAAAAAAAAA==" ? "BAAAAAAAAAAAAAAAAAAAAA==" : "AAAAAAAAAAAAAAAAAAAAAA==";
  await assert.rejects(unseal({ ...sealed, salt }, "four words of mine"), isRefused("passphrase-wrong"));
  await assert.rejects(
    unseal({ ...sealed, iterations: sealed.iterations - 1 }, "four words of mine"),
    isRefused("passphrase-wrong"),
  );
});

const FAULTS = [
  ["newer", { format_version: 2 }],
  ["newer", { cipher: "AES-128-CBC" }],
  ["newer", { kdf: "MD5" }],
  ["not-json", { iterations: 1000 }],
  ["not-json", { iterations: 5_000_001 }],
  ["not-json", { iterations: "600000" }],
  ["not-json", { salt: "AAAA" }],
  ["not-json", { iv: 7 }],
  ["not-json", { sealed: "?" }],
];
for (const [word, change] of FAULTS) {
  test(`no passphrase is asked for with ${JSON.stringify(change)}`, () => {
    assert.throws(() => checkSealed({ ...sealed, ...change }), isRefused(word));
  });
}
