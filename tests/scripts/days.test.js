import assert from "node:assert/strict";
import { test } from "node:test";

/** @type {any} */ (globalThis).document = { documentElement: { lang: "en" } };
const { dayIn } = await import("../../templates/page/assets/worksheet/days.js");

test("days that people write into a PDF are read as they write them", () => {
  const written = [
    ["en", "3/4/2026", "2026-04-03"],
    ["en", "3 April 2026", "2026-04-03"],
    ["en", "April 3, 2026", "2026-04-03"],
    ["en", "2 Sept 2026", "2026-09-02"],
    ["es", "3/4/26", "2026-04-03"],
    ["lv", "2026. gada 3. aprīlis", "2026-04-03"],
    ["lv", "03.04.2026.", "2026-04-03"],
    ["fi", "3.4.2026", "2026-04-03"],
    ["fi", "3. huhtikuuta 2026", "2026-04-03"],
    ["en", "2026-04-03", "2026-04-03"],
    ["en", "31/2/2026", ""],
    ["en", "next Monday", ""],
  ];
  for (const [language, text, day] of written) assert.equal(dayIn(text, language), day, `${language}: ${text}`);
});
