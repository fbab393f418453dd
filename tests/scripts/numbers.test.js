import assert from "node:assert/strict";
import { test } from "node:test";
import { PLAIN, readNumber } from "../../templates/page/assets/core/numbers.js";

const READ = {
  "": "",
  "  ": "",
  7: "7",
  "7,5": "7.5",
  "7.50": "7.5",
  "+7": "7",
  "-0": "0",
  "−3": "-3",
  "– 3": "-3",
  "007": "7",
  ",5": "0.5",
  "5,": "5",
  "1 500": "1500",
  "1\u00a0500,25": "1500.25",
  "1'500": "1500",
  "1.500,5": "1500.5",
  "1,500.5": "1500.5",
  "1.500.000": "1500000",
  "7،5": null,
  "７．５": "7.5",
  "0.500": "0.5",
};
for (const [typed, value] of Object.entries(READ)) {
  test(`"${typed}" is read as ${value}`, () => {
    assert.deepEqual(readNumber(typed), value === null ? { fault: "number-unreadable" } : { value });
  });
}

for (const typed of ["1,500", "1.500", "12,345", "-1.500"]) {
  test(`"${typed}" can be read in two ways`, () => assert.deepEqual(readNumber(typed), { fault: "number-two-ways" }));
}

for (const typed of ["seven", "7 kg", "1e3", "--7", "7-", "1,2,3", "1.50.00", "1234567890123456", "½", "Infinity"]) {
  test(`"${typed}" is no number`, () => assert.deepEqual(readNumber(typed), { fault: "number-unreadable" }));
}

test("what is read is as answers hold it", () => {
  const values = Object.values(READ).filter(Boolean);
  assert.ok(values.length > 10);
  assert.ok(values.every((value) => PLAIN.test(value)));
});
