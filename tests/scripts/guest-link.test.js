import assert from "node:assert/strict";
import { test } from "node:test";
import { fragmentOf, linkOf, readFragment } from "../../templates/page/assets/worksheet/guest-link.js";
import { chance, pick } from "./chance.js";

const PAGE = "https://toolkit.test/lv/worksheets/wheel-of-life/?with=fi#main";

test("what a link says comes out as it went in, and nothing of it before the fragment", () => {
  const signs = [..."aZ09 +&=#%?/\\\"'<>āñ🙂\u00a0;,", "name=", "&changes="];
  for (let seed = 1; seed <= 500; seed += 1) {
    const random = chance(seed);
    const nickname = Array.from({ length: Math.floor(random() * 12) }, () => pick(random, signs)).join("");
    const changes = random() < 0.5 ? "eyJ3b3Jk-_9" : "";
    const { href, isWhole } = linkOf(PAGE, { nickname, changes });
    const [before, fragment] = href.split("#");
    assert.equal(before, "https://toolkit.test/lv/worksheets/wheel-of-life/");
    assert.deepEqual(readFragment(`#${fragment}`), { nickname, changes });
    assert.ok(isWhole);
  }
});

test("a fragment that says nothing, or something else, says nothing", () => {
  assert.equal(fragmentOf({ nickname: "", changes: "" }), "#tk_client");
  for (const fragment of ["", "#tk_client", "#tk_client-name=x", "#main&name=x", "#tk_clients&name=x"]) {
    assert.deepEqual(readFragment(fragment), { nickname: "", changes: "" });
  }
});

test("changes that a link cannot carry are left out, and that is told", () => {
  const said = { nickname: "Anna", changes: "x".repeat(5000) };
  const { href, isWhole } = linkOf(PAGE, said);
  assert.ok(!isWhole);
  assert.deepEqual(readFragment(new URL(href).hash), { ...said, changes: "" });
});
