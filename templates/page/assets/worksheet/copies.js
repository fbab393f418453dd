// The copies of this worksheet on this device: whose is on the sheet, and the list of all.
import { tidy } from "./answers.js";
import { ask } from "../core/dialog.js";
import { make } from "../core/element.js";
import { dayOf, minuteOf } from "../core/formats.js";
import { list, onChange, update } from "../core/store.js";
import { say } from "../core/words.js";

const bar = document.getElementById("tk_copy-bar");
const nickname = document.getElementById("tk_copy-nickname");
const begun = document.getElementById("tk_copy-begun");
const [create] = bar.getElementsByClassName("copy-new");
const [choose] = bar.getElementsByClassName("copy-choose");
const dialog = document.getElementById("tk_copies");
const places = dialog.querySelector("ul");

function labelOf({ nickname: given, answers }) {
  return given || String(answers?.["sheet.name"] ?? "") || say("copy-unnamed");
}

function action(word, className, record, run) {
  const button = make("button", className, say(word));
  button.type = "button";
  button.ariaLabel = `${say(word)}: ${labelOf(record)}, ${minuteOf(record.changed)}`;
  button.addEventListener("click", run);
  return button;
}

// `tasks.open(record)` and `tasks.removed(id)` are told what the reader chose; `tasks.failed(error)` what went wrong.
export function offerCopies(desk, tasks) {
  let known = 0;

  async function remove(record) {
    const answers = [
      ["", say("ask-cancel"), true],
      ["delete", say("copy-delete"), false],
    ];
    if ((await ask(say("copy-delete-ask", { name: labelOf(record) }), answers)) !== "delete") return;
    try {
      // What is being written of this copy is finished first, so that it does not count as another tab's doing.
      if (record.id === desk.id) await desk.save();
      await update("copies", record.id, () => undefined);
      tasks.removed(record.id);
    } catch (error) {
      tasks.failed(error);
    }
    await showList();
    dialog.querySelector("button").focus();
  }

  function row(record) {
    const item = document.createElement("li");
    item.dataset.copy = record.id;
    const words = make("p", "copy-words");
    words.append(make("strong", "", labelOf(record)), " ");
    if (record.id === desk.id) words.append(make("span", "tag", say("copy-here")));
    words.append(make("span", "copy-dates", say("copy-dates", { begun: dayOf(record.created), changed: minuteOf(record.changed) })));
    const buttons = make("div", "tool-row");
    if (record.id !== desk.id) buttons.append(action("copy-open", "button", record, () => tasks.open(record)));
    buttons.append(action("copy-delete", "button quiet", record, () => remove(record)));
    item.append(words, buttons);
    return item;
  }

  async function showList() {
    const found = await refreshCount();
    places.replaceChildren(...found.sort((a, b) => (a.changed < b.changed ? 1 : -1)).map(row));
  }

  async function refreshCount() {
    let found = [];
    try {
      found = await list("copies", desk.worksheet);
    } catch {
      // The corner says that nothing can be stored.
    }
    known = found.length;
    show();
    return found;
  }

  function show() {
    // A name that is being typed is left alone.
    if (tidy(nickname.value) !== desk.nickname) nickname.value = desk.nickname;
    nickname.placeholder = desk.content.answers["sheet.name"] ?? "";
    begun.textContent = desk.record
      ? say("copy-dates", { begun: dayOf(desk.record.created), changed: minuteOf(desk.record.changed) })
      : say(known ? "copy-blank-others" : "copy-blank");
    create.disabled = !desk.record && desk.isBlank;
    choose.hidden = !known;
    choose.querySelector("span").textContent = say("copy-count", { count: known });
    // The next step on a blank sheet is an earlier copy, on a filled one a new one.
    choose.classList.toggle("quiet", Boolean(desk.record) || !desk.isBlank);
  }

  nickname.addEventListener("input", () => {
    desk.nickname = tidy(nickname.value);
    desk.save();
  });
  choose.addEventListener("click", async () => {
    await desk.save();
    await showList();
    dialog.showModal();
  });
  onChange(({ store }) => {
    if (store !== "marks") dialog.open ? showList() : refreshCount();
  });
  return { show, refreshCount, close: () => dialog.close() };
}
