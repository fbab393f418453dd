import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf } from "../../templates/page/assets/core/address.js";

test("a page is a file where no server knows pages", () => {
  const [web, folder] = ["https://x.test/lv/", "file:///C:/copy/lv/"];
  assert.equal(addressOf("sessions/talk/#end", web), "https://x.test/lv/sessions/talk/#end");
  assert.equal(addressOf("sessions/talk/#end", folder), "file:///C:/copy/lv/sessions/talk/index.html#end");
  assert.equal(addressOf("404.html", folder), "file:///C:/copy/lv/404.html");
});
