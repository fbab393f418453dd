// All of one client on this device: seen in one view, saved, sealed and deleted as one, and opened again.
import { all, byId, copyOf, make, one, put, told } from "../core/element.js";
import { ask } from "../core/dialog.js";
import { asText, handOver, nameFor, onFile } from "../core/download.js";
import { counted, minuteOf } from "../core/formats.js";
import { ofClient } from "../core/records.js";
import { list, onChange, update, why } from "../core/store.js";
import { isObject, parse, Refused } from "../core/untrusted.js";
import { join, say } from "../core/words.js";
import { allOf, asOne, entriesOf, packed } from "./client-file.js";

/** @import { Entry } from "./client-file.js" */

const dialog = byId("tk_client", HTMLDialogElement);
const choice = byId("tk_client-nickname", HTMLSelectElement);
const found = byId("tk_client-found");
const loose = byId("tk_client-loose");
const message = byId("tk_client-said");
const file = byId("tk_client-file", HTMLInputElement);
const isNamed = byId("tk_client-named", HTMLInputElement);
const pages = new Map(all(document, "#tk_recent-pages a").map((link) => [told(link, "path"), link]));
// As many copies as one file may hold, and what sealing adds.
const MAX_FILE = 40_000_000;

/**
 * What the list shows: only that is saved and deleted.
 * @type {Entry[]}
 */
let shown = [];

/** @param {string} text */
function tell(text, isWrong = false) {
  message.classList.toggle("wrong", isWrong);
  put(message, text);
}

async function everything() {
  return [...entriesOf("copies", await list("copies")), ...entriesOf("marks", await list("marks"))];
}

/** @param {Entry} entry */
function titleOf({ store, key, record }) {
  const page = pages.get(ofClient(store, record)?.path ?? "");
  return page ? copyOf(page) : make("span", "", key);
}

/**
 * When a record was last changed, or a session of its record began; empty where it says neither.
 * @param {Entry} entry
 */
function whenOf({ record: { changed, started } }) {
  if (typeof changed === "string") return minuteOf(changed);
  return typeof started === "number" ? minuteOf(new Date(started).toISOString()) : "";
}

/** @param {Entry} entry */
function rowOf(entry) {
  const kind = say(`client-${ofClient(entry.store, entry.record)?.kind}`);
  const facts = join(" · ", [kind, whenOf(entry)].filter(Boolean));
  return make("li", "", titleOf(entry), " ", make("span", "client-facts", facts));
}

/**
 * A record that can be said to be of a client, with a box that says so.
 * @param {Entry} entry
 * @param {string} nickname
 */
function boxOf(entry, nickname) {
  const box = make("input");
  box.type = "checkbox";
  box.checked = ofClient(entry.store, entry.record)?.nickname === nickname;
  box.addEventListener("change", async () => {
    try {
      await update(entry.store, entry.key, (old) => old && { ...old, client: box.checked ? nickname : "" });
    } catch (error) {
      tell(say(`client-${why(error)}`), true);
    }
    await refresh();
    all(loose, "input", HTMLInputElement).find((other) => other.value === entry.key)?.focus();
  });
  box.value = entry.key;
  const title = join(" · ", [titleOf(entry).textContent ?? "", whenOf(entry)].filter(Boolean));
  return make("li", "", make("label", "option", box, " ", title));
}

/** Shows what there is of the client chosen. */
async function refresh() {
  /** @type {Entry[]} */
  let entries = [];
  try {
    entries = await everything();
  } catch (error) {
    tell(say(`client-${why(error)}`), true);
  }
  const names = new Set(entries.map(({ store, record }) => ofClient(store, record)?.nickname).filter(Boolean));
  const sorted = [...names].map(String).sort(new Intl.Collator(document.documentElement.lang).compare);
  const before = choice.value;
  choice.replaceChildren(...sorted.map((name) => new Option(name, name)));
  if (names.has(before)) choice.value = before;
  shown = choice.value ? allOf(entries, choice.value) : [];
  found.replaceChildren(...shown.map(rowOf));
  const given = entries.filter(({ store, record }) => {
    const of = ofClient(store, record);
    return of?.isGiven && (!of.nickname || of.nickname === choice.value);
  });
  one(loose, "ul").replaceChildren(...given.map((entry) => boxOf(entry, choice.value)));
  loose.hidden = !choice.value || !given.length;
  byId("tk_client-none").hidden = sorted.length > 0;
  byId("tk_client-some").hidden = !sorted.length;
}

/** @param {Entry[]} entries */
function countsOf(entries) {
  const kinds = entries.map(({ store, record }) => String(ofClient(store, record)?.kind));
  const counts = [...new Set(kinds)].map((kind) =>
    join(": ", [say(`client-${kind}`), counted(kinds.filter((other) => other === kind).length)]),
  );
  return join(", ", counts);
}

/** @param {string} suffix */
function fileName(suffix) {
  // Letters that every system takes.
  const name = choice.value.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/gu, "").slice(0, 40);
  return nameFor(isNamed.checked && name ? `client-${name}` : "client", suffix);
}

function text() {
  return asText(packed(shown, choice.value, new Date().toISOString()));
}

function save() {
  const name = fileName(".json");
  handOver(text(), name);
  tell(say("client-saved", { file: name }));
}

async function lock() {
  const whole = text();
  const name = fileName(".sealed.json");
  const { sealed } = await import("./sealing.js");
  const made = await sealed(whole);
  if (!made) return;
  handOver(asText(made), name);
  tell(say("client-sealed", { file: name }));
}

async function remove() {
  const entries = shown;
  const nickname = choice.value;
  const asked = say("client-delete-ask", { name: nickname, what: countsOf(entries) });
  const answer = await ask(asked, [["", say("client-cancel"), true], ["delete", say("client-delete"), false]]);
  if (answer !== "delete") return;
  let left = 0;
  for (const { store, key, record } of entries) {
    const before = asOne(record);
    // What was changed since it was shown is not what the reader agreed to.
    await update(store, key, (old) => (old && asOne(old) !== before ? old : undefined));
    if ((await list(store)).some((other) => other[store === "copies" ? "id" : "key"] === key)) left += 1;
  }
  await refresh();
  const what = countsOf(entries);
  tell(left ? say("client-delete-left", { count: counted(left) }) : say("client-deleted", { name: nickname, what }), left > 0);
}

/** @param {File} chosen */
async function read(chosen) {
  if (chosen.size > MAX_FILE) throw new Refused("client-damaged");
  const { unpacked } = await import("./opening.js");
  const data = parse(await chosen.arrayBuffer(), "client-not-file");
  if (!isObject(data) || !("sealed" in data)) return unpacked(data);
  const { opened } = await import("./sealing.js");
  const bytes = await opened(data);
  return bytes && unpacked(parse(bytes, "client-not-file"));
}

/** @param {File} chosen */
async function open(chosen) {
  const came = await read(chosen);
  if (!came) return;
  const { compared, following } = await import("./opening.js");
  const { fresh, other } = compared(came.entries, await everything());
  let wanted = fresh;
  if (other.length) {
    const answer = await ask(say("client-other-ask", { what: countsOf(other) }), [
      ["keep", say("client-other-keep"), true],
      ["replace", say("client-other-replace"), false],
      ["", say("client-cancel"), false],
    ]);
    if (!answer) return;
    if (answer === "replace") wanted = [...fresh, ...other];
  }
  const agreed = new Set(wanted);
  for (const entry of agreed) {
    const { store, key, record } = entry;
    // What has come meanwhile is not replaced unasked.
    await update(store, key, (old) => (old && !other.includes(entry) ? old : following(record, old)));
  }
  await refresh();
  choice.value = came.nickname;
  await refresh();
  tell(say("client-opened", { name: came.nickname, count: counted(agreed.size), all: counted(came.entries.length) }));
}

/**
 * Does something, and says what went wrong.
 * @param {() => Promise<void> | void} task
 */
async function tried(task) {
  tell("");
  try {
    await task();
  } catch (error) {
    const isRefused = error instanceof Refused;
    const word = isRefused ? error.word : `client-${why(error)}`;
    // What seals has words of its own for what it cannot open.
    const known = { "not-json": "client-damaged", newer: "client-newer" }[word] ?? word;
    tell(say(known), true);
    await refresh();
  }
}

/** @type {Record<string, () => Promise<void> | void>} */
const tasks = { save, lock, remove, open: () => file.click() };
for (const button of all(dialog, "[data-client]")) button.addEventListener("click", () => tried(tasks[told(button, "client")]));
onFile(file, (chosen) => tried(() => open(chosen)));
choice.addEventListener("change", () => tried(refresh));
onChange(() => {
  if (dialog.open) refresh();
});

export async function showClients() {
  // Browsers bring back what was chosen on an earlier visit.
  isNamed.checked = false;
  tell("");
  await refresh();
  dialog.showModal();
  one(dialog, "h2").focus();
}
