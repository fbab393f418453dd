// The view of the worksheet that was made of questions: to fill in here, to print, to save and open again.
import { showText, target, textOf } from "./questions.js";
import { empty, head, isEmpty, move, remove, replace, write } from "./own.js";
import { read, write as download } from "./own-file.js";
import { writtenDay } from "../core/formats.js";
import { say } from "../core/words.js";
import { clean, Refused } from "../core/untrusted.js";

const VIEW = "#tk_sheet";

export function sheetView({ section, bank, questions, own, say: announce }) {
  const part = (name) => section.querySelector(`[data-bank=${name}]`);
  const form = part("form");
  const list = part("items");
  const file = part("file");
  const items = new Map();
  let place = 0;

  function tell(text, wrong = false) {
    part("message").textContent = text;
    part("message").classList.toggle("wrong", wrong);
  }

  // -- the view and the list take each other's place ----------------------------------------

  function turn() {
    const { classList } = document.documentElement;
    const wanted = location.hash === VIEW;
    if (wanted === classList.contains("sheet-view")) return;
    if (wanted) place = scrollY;
    classList.toggle("sheet-view", wanted);
    if (wanted) {
      part("heading").focus({ preventScroll: true });
      scrollTo(0, 0);
    } else {
      tell("");
      // A link to a question leads there.
      if (target(questions)) return;
      scrollTo(0, place);
      document.querySelector(".to-sheet").focus({ preventScroll: true });
    }
  }

  // -- one question ---------------------------------------------------------------------------

  function make(id) {
    const item = part("item").content.firstElementChild.cloneNode(true);
    const area = item.querySelector("textarea");
    const label = item.querySelector(".own-question");
    label.id = `tk_own.${id}`;
    area.setAttribute("aria-labelledby", label.id);
    item.dataset.own = id;
    item.querySelector("[role=group]").setAttribute("aria-labelledby", label.id);
    area.addEventListener("input", () => own.change(write(id, { answer: clean(area.value) })));
    item.querySelector("select").addEventListener("change", (event) => {
      own.change(write(id, { lines: Number(event.target.value) }));
    });
    for (const button of item.querySelectorAll("[data-move]")) {
      button.addEventListener("click", () => {
        if (button.getAttribute("aria-disabled") === "true") return;
        own.change(move(id, Number(button.dataset.move)));
        button.focus();
        const order = own.now.questions.map((entry) => entry.id);
        announce(say("bank-moved", { place: order.indexOf(id) + 1, all: order.length }));
      });
    }
    item.querySelector("[data-remove]").addEventListener("click", () => {
      const had = own.now.questions.find((entry) => entry.id === id)?.answer;
      const neighbour = item.nextElementSibling ?? item.previousElementSibling;
      own.change(remove(id));
      (neighbour?.querySelector("[data-remove]") ?? part("heading")).focus();
      tell(had ? say("bank-removed") : "");
    });
    nameItem(item, id);
    items.set(id, item);
    return item;
  }

  function nameItem(item, id) {
    const label = item.querySelector(".own-question");
    const question = questions.get(id);
    if (question) showText(question, label);
    else label.textContent = say("bank-gone", { name: id });
  }

  function put(control, value) {
    if (control.value !== String(value)) control.value = value;
  }

  function showItem(item, { id, lines, answer }, index, last) {
    const area = item.querySelector("textarea");
    area.rows = lines;
    // A sign that cannot be kept does not move the cursor of the one who typed it.
    if (clean(area.value) !== answer) area.value = answer;
    put(item.querySelector("select"), lines);
    item.querySelector('[data-move="-1"]').setAttribute("aria-disabled", String(index === 0));
    item.querySelector('[data-move="1"]').setAttribute("aria-disabled", String(index === last));
    paper(item.querySelector(".paper"), answer, lines);
  }

  // -- paper: the whole of a text, however long, or lines to write on --------------------------

  function paper(room, text, lines) {
    room.textContent = text;
    if (text.trim()) return;
    room.replaceChildren(...Array.from({ length: lines }, () => document.createElement("i")));
  }

  function showHead({ title, name, date }) {
    for (const [key, value] of Object.entries({ title, name, date })) {
      const control = form.elements.namedItem(key);
      // A date that is half typed has no value yet.
      if (!control.validity.badInput) put(control, value);
    }
    part("print-title").textContent = title.trim() || section.dataset.sheetTitle;
    const day = date && writtenDay(date);
    paper(form.elements.name.parentElement.querySelector(".paper"), name, 1);
    paper(form.elements.date.parentElement.querySelector(".paper"), day, 1);
  }

  function refresh() {
    const sheet = own.now;
    const wanted = sheet.questions.map(({ id }) => items.get(id) ?? make(id));
    for (const [id, item] of items) {
      if (wanted.includes(item)) continue;
      item.remove();
      items.delete(id);
    }
    // What stands where it belongs is not touched: moving an element takes its focus.
    wanted.forEach((item, index) => {
      if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
      showItem(item, sheet.questions[index], index, wanted.length - 1);
    });
    showHead(sheet);
    part("empty").hidden = wanted.length > 0;
  }

  // -- files ------------------------------------------------------------------------------------

  async function open(chosen) {
    try {
      const found = await read(chosen, bank, (id) => questions.has(id));
      if (!isEmpty({ ...own.now, kept: [] }) && !confirm(say("bank-replace"))) return;
      await own.change(replace(found));
      tell(say("bank-opened"));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      tell(`${say("bank-refused")} ${say(error.word, { name: error.detail })}`, true);
    }
  }

  // A half-typed date has no value: the one before stays stored, and that is told.
  let isHalf = false;

  function readDate(event) {
    const { value, validity } = form.elements.date;
    if (validity.badInput !== isHalf) tell(validity.badInput ? say("bank-half") : "", validity.badInput);
    isHalf = validity.badInput;
    if (!isHalf && event.type === "input") own.change(head({ date: value }));
  }

  for (const key of ["title", "name"]) {
    const control = form.elements.namedItem(key);
    control.addEventListener("input", () => own.change(head({ [key]: clean(control.value) })));
  }
  // The browser tells nobody that half a date was typed.
  for (const type of ["input", "keyup"]) form.elements.date.addEventListener(type, readDate);
  form.addEventListener("submit", (event) => event.preventDefault());
  file.addEventListener("change", async () => {
    if (file.files.length) await open(file.files[0]);
    // So that the same file can be opened again.
    file.value = "";
  });
  const tasks = {
    print: () => print(),
    save: () => {
      if (isHalf) {
        tell(say("bank-half"), true);
        form.elements.date.focus();
      } else tell(say("bank-downloaded", { file: download(own.now, bank) }));
    },
    open: () => file.click(),
    clear: async () => {
      if (!confirm(say("bank-clear"))) return;
      await own.change(empty);
      tell("");
      part("heading").focus();
    },
  };
  for (const [name, task] of Object.entries(tasks)) {
    section.querySelector(`[data-do=${name}]`).addEventListener("click", task);
  }
  addEventListener("hashchange", turn);
  turn();

  return {
    refresh,
    // The form of address has changed.
    refreshTexts: () => items.forEach((item, id) => nameItem(item, id)),
    // The chosen questions as lines of text.
    asList: () =>
      own.now.questions
        .filter(({ id }) => questions.has(id))
        .map(({ id }) => `– ${textOf(questions.get(id))}`)
        .join("\n"),
  };
}
