// Firefox over WebDriver BiDi, as test_engines.py tells it: a line of JSON for each thing to do, a line for what came.
//
// node engine_firefox.mjs <puppeteer-core> <firefox> <folder for its profile>

import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [library, executablePath, home] = process.argv.slice(2);
const puppeteer = createRequire(import.meta.url)(library);

async function start() {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    userDataDir: `${home}/profile`,
    // Firefox refuses a home that belongs to somebody else.
    env: { ...process.env, HOME: home },
    extraPrefsFirefox: { "intl.accept_languages": "en" },
  });
  const page = await browser.newPage();
  page.on("pageerror", (error) => said.push(String(error)));
  return { browser, page };
}

const said = [];
let current = await start();

const tasks = {
  open: (address) => current.page.goto(address).then(() => null),
  run: (script) => current.page.evaluate(script),
  async kill() {
    const child = current.browser.process();
    const gone = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await gone;
    current = await start();
    return null;
  },
  pdf: async () => (await current.page.pdf()).length,
  async end() {
    await current.browser.close();
    return said;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const [task, given] = JSON.parse(line);
  const answer = await tasks[task](given).then((value) => ({ value }), (error) => ({ error: String(error) }));
  console.log(JSON.stringify(answer));
  if (task === "end") break;
}
