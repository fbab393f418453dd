// A reader in Firefox, who has opened a folder that was handed over; driven over WebDriver BiDi.
//
// node folder_firefox.mjs <puppeteer-core> <firefox> <file:// address of index.html>
// Prints what was seen, what pages said on their consoles, and all that they asked for.

import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [library, executablePath, first] = process.argv.slice(2);
const puppeteer = createRequire(import.meta.url)(library);
const home = await mkdtemp(join(tmpdir(), "firefox-"));
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath,
  headless: true,
  // Firefox refuses a home that belongs to somebody else.
  env: { ...process.env, HOME: home },
  // As a reader has it: puppeteer lets files see each other.
  extraPrefsFirefox: { "security.fileuri.strict_origin_policy": true, "intl.accept_languages": "en" },
});
const told = { said: [], asked: [] };
const at = (path) => new URL(`pages/en/${path}`, first).href;

try {
  const page = await browser.newPage();
  page.on("console", (message) => told.said.push(message.text()));
  page.on("pageerror", (error) => told.said.push(String(error)));
  page.on("request", (request) => told.asked.push(request.url()));
  const ready = () => page.waitForSelector("html[data-ready]");

  await page.goto(first);
  await page.waitForSelector("html[lang=en] .home-title");
  told.first = page.url();
  told.fonts = await page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter(({ status }) => status === "loaded").length;
  });
  told.icon = await page.$eval(".languages svg use", (icon) => icon.getBoundingClientRect().width);

  await page.goto(at("sessions/coaching-session/index.html?with=lv"));
  await page.waitForSelector("html.beside .also");
  told.beside = await page.$$eval(".also", (found) => found.length);
  await page.$eval(".toc li:nth-child(3) a", (link) => link.click());
  told.anchored = await page.evaluate(
    () => document.getElementById(decodeURIComponent(location.hash.slice(1))).getBoundingClientRect().top,
  );
  await page.$eval("[data-run=open]", (button) => button.click());
  await page.$eval("[data-run=begin]", (button) => button.click());
  await page.waitForSelector(".run-left:not(:empty)");
  told.phase = await page.$eval(".run-title", (title) => title.textContent);
  await ready();
  await page.reload();
  await ready();
  await page.waitForSelector("#tk_running:not([hidden]) a");
  await page.$eval("#tk_running a", (link) => link.click());
  told.continued = await page.$eval(".run-title", (title) => title.textContent);

  await page.goto(at("worksheets/wheel-of-life/index.html"));
  await page.waitForSelector("form[data-ready]");
  told.notice = await page.$eval("[data-folder].notice", (notice) => notice.checkVisibility());
  await page.type("form.sheet input[type=text]", "Ķīšezers");
  await page.waitForSelector(".sheet-state[data-state=saved]");
  // What is still being written would keep a reader from leaving.
  await page.waitForFunction(() => dispatchEvent(new Event("beforeunload", { cancelable: true })));
  await page.reload();
  await page.waitForSelector("form[data-ready]");
  told.kept = await page.$eval("form.sheet input[type=text]", (input) => input.value);
  await page.select("#tk_sheet-also", "lv");
  await page.waitForSelector("form.sheet .also");
  told.also = await page.$$eval(".also", (found) => found.length);
  told.printed = (await page.pdf()).length;

  await page.goto(at("questions/session-questions/index.html"));
  await ready();
  await page.$eval("[data-do=draw]", (button) => button.click());
  told.card = await page.$eval("[data-bank=card]", (card) => card.textContent.trim());

  const server = createServer((_, answer) => answer.end("<title>seen</title>")).listen(0, "127.0.0.1");
  await once(server, "listening");
  told.control = `http://127.0.0.1:${server.address().port}/`;
  await page.goto(told.control);
  server.closeAllConnections();
  server.close();
} finally {
  await browser.close();
  await rm(home, { recursive: true, force: true });
}
console.log(JSON.stringify(told));
