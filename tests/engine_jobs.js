// What a reader does on a page, in any engine: each job is done by the page's own controls, and gives what is seen then.
// A test puts this text and the call of one job together (see test_engines.py).

const when = async (test, what = test) => {
  const last = performance.now() + 30_000;
  for (;;) {
    const found = await test();
    if (found) return found;
    if (performance.now() > last) throw new Error(`it did not come about: ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
};
const maybe = (selector) => document.querySelector(selector);
const find = (selector) => when(() => maybe(selector), selector);
const shown = (selector) => when(() => maybe(selector)?.checkVisibility(), selector);
const click = async (selector) => (await find(selector)).click();
const put = async (selector, value, event = "input") => {
  const control = await find(selector);
  control.value = value;
  control.dispatchEvent(new Event(event, { bubbles: true }));
};
const value = (selector) => maybe(selector).value;
const standing = () => find("form[data-ready]");
// While something is being written, leaving is questioned.
const isFree = () => dispatchEvent(new Event("beforeunload", { cancelable: true }));
const saved = () => when(() => maybe(".sheet-state[data-state=saved]") && isFree());
const passphrase = async (secret, isNew) => {
  await find("#tk_passphrase[open]");
  await put("#tk_passphrase-first", secret);
  if (isNew) await put("#tk_passphrase-second", secret);
  await click("#tk_passphrase .button:not(.quiet)");
};
const choose = async (name, parts) => {
  const files = new DataTransfer();
  files.items.add(new File(parts, name));
  const input = await find("#tk_sheet-file");
  input.files = files.files;
  input.dispatchEvent(new Event("change"));
};
const NAME = "[name='answer.sheet.name']";
const WORK = "[name='answer.life-wheel.work']";
const onSheet = () => [value("#tk_copy-nickname"), value(NAME), value(WORK)];
const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

const jobs = {
  async "fill in a sheet"([nickname, name, work]) {
    await standing();
    await put("#tk_copy-nickname", nickname);
    await put(NAME, name);
    await put(WORK, work);
    await saved();
    return onSheet();
  },

  async "see what is on the sheet"() {
    await standing();
    return onSheet();
  },

  async "begin a second copy and open the first again"([nickname, work]) {
    await standing();
    await click(".copy-new");
    await put("#tk_copy-nickname", nickname);
    await put(WORK, work);
    await saved();
    const second = onSheet();
    await click(".copy-choose");
    await find("#tk_copies[open]");
    const listed = await when(() => document.querySelectorAll("#tk_copies li").length === 2 && 2);
    await click("#tk_copies li .button:not(.quiet)");
    await when(() => !maybe("#tk_copies").open && value("#tk_copy-nickname") !== nickname);
    return { second, listed, first: onSheet() };
  },

  async "lock a copy in a file and open it"([secret]) {
    await standing();
    const before = onSheet();
    /** @type {Blob[]} */
    const made = [];
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob) => made.push(blob) && createObjectURL.call(URL, blob);
    await click(".sheet-actions [data-do=lock]");
    await passphrase(secret, true);
    const text = await (await when(() => made[0])).text();
    URL.createObjectURL = createObjectURL;
    await click(".copy-new");
    await when(() => !value(NAME));
    await choose("copy.json", [text]);
    await passphrase(secret, false);
    await when(() => value(NAME));
    await saved();
    const { format } = JSON.parse(text);
    return { format, isReadable: before.some((word) => word.length > 2 && text.includes(word)), isAlike: `${onSheet()}` === `${before}` };
  },

  async "open a filled PDF"([base64]) {
    await standing();
    await click(".copy-new");
    await choose("sheet.pdf", [bytesOf(base64)]);
    await when(() => value(NAME));
    await saved();
    return [value(NAME), value(WORK)];
  },

  async "tap the wheel"() {
    await standing();
    const drawing = maybe("[data-wheel]");
    drawing.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = drawing.getBoundingClientRect();
    const radius = (maybe("[data-wheel] .rim").r.baseVal.value * width) / drawing.viewBox.baseVal.width;
    // Eight areas begin at twelve o'clock: in the first, a third of the way out lies the fourth of ten rings.
    const [angle, far] = [Math.PI / 8, 0.35 * radius];
    const at = { clientX: left + width / 2 + far * Math.sin(angle), clientY: top + height / 2 - far * Math.cos(angle) };
    document.elementFromPoint(at.clientX, at.clientY).dispatchEvent(new MouseEvent("click", { ...at, bubbles: true }));
    await saved();
    return value(WORK);
  },

  async "change the sheet for one client"([words]) {
    await standing();
    await click(".sheet-actions [data-do=change]");
    await find("#tk_change[open]");
    const key = "#tk_change-parts [data-key='words question:life-wheel:segments.work']";
    await put(key, words, "change");
    maybe("#tk_change").close();
    await when(() => maybe("#tk_sheet-changed")?.checkVisibility());
    await saved();
    return maybe(WORK).getAttribute("aria-label");
  },

  async "see a changed sheet"() {
    await standing();
    return [maybe(WORK).getAttribute("aria-label"), maybe("#tk_sheet-changed").hidden];
  },

  async "make a link for the client"([nickname]) {
    await standing();
    await click(".sheet-actions [data-do=link]");
    await find("#tk_link[open]");
    await put("#tk_link-name", nickname);
    return { link: value("#tk_link-address"), code: Boolean(maybe("#tk_link-code path")) };
  },

  async "come by a link"([nickname]) {
    await standing();
    return {
      greeted: document.body.textContent.includes(nickname),
      folded: !maybe(".sheet-tools").checkVisibility(),
      fragment: location.hash,
    };
  },

  async "hold a session"([note]) {
    await find("html[data-ready]");
    await click("[data-run=open]");
    await click("[data-run=begin]");
    await find(".run-left:not(:empty)");
    await put("[data-run=note]", note);
    await find("html[data-ready]");
    return maybe(".run-title").textContent;
  },

  async "see the running session elsewhere"() {
    await shown("#tk_running");
    const [phase, time] = ["phase", "time"].map((part) => maybe(`#tk_running .running-${part}`).textContent);
    return { phase, time, back: maybe("#tk_running a").href };
  },

  async "see the session going on"() {
    await find("dialog.run[open]");
    return [maybe(".run-title").textContent, value("[data-run=note]")];
  },

  async "search all questions"([words]) {
    await find("html[data-ready]");
    maybe("[data-all=q]").focus();
    await click("[data-all=q]");
    await find(".all-list .asked");
    await put("[data-all=q]", words);
    await when(() => maybe(".all-list .asked mark"));
    return Number(/\d+/.exec(maybe("[data-all=result]").textContent)[0]);
  },

  async "see all of one client"([nickname]) {
    await find("html[data-ready]");
    await click("#tk_client-open");
    await put("#tk_client-nickname", nickname, "change");
    await find("#tk_client-found li");
    return document.querySelectorAll("#tk_client-found li").length;
  },
};
