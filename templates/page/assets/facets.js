// Index pages: filters by facet and by text, and an order of one's choice. All of it stands in the address, as
// stable ids, so that it can be sent on and survives a change of language. What an address says that this page
// has no choice for is left alone.
import { keep, wanted } from "./core/address.js";
import { fold, matcher } from "./core/fold.js";
import { put, say } from "./core/words.js";

const WIDE = matchMedia("(min-width: 60rem)");

function read(element) {
  const text = [".card-title", ".card-summary"].map((part) => element.querySelector(part).textContent);
  return {
    element,
    home: element.parentElement,
    place: Number(element.dataset.place),
    text: fold(text.join(" ")),
    minutes: Number(element.dataset.minutes ?? 0),
    used: Number(element.dataset.used),
    has: (facet, value) => (element.getAttribute(`data-of-${facet}`) ?? "").split(" ").includes(value),
  };
}

function start(form) {
  const entries = [...document.querySelectorAll("[data-entry]")].map(read);
  const groups = [...document.querySelectorAll("[data-group]")];
  const boxes = [...form.querySelectorAll("fieldset input")];
  const names = [...form.querySelectorAll("[data-facet]")].map((set) => set.dataset.facet);
  const field = document.getElementById("tk_facets-text");
  const sort = document.getElementById("tk_facets-sort");
  const sorted = document.getElementById("tk_facets-sorted");
  const result = document.getElementById("tk_facets-result");
  const active = document.getElementById("tk_facets-active");
  const panel = document.getElementById("tk_facets-all");
  const orders = {
    title: (a, b) => a.place - b.place,
    time: (a, b) => a.minutes - b.minutes || a.place - b.place,
    used: (a, b) => b.used - a.used || a.place - b.place,
  };
  let waiting = 0;

  const chosen = (facet) => boxes.filter((box) => box.name === facet && box.checked).map((box) => box.value);
  const isAny = (entry, facet, values) => !values.length || values.some((value) => entry.has(facet, value));

  function filter() {
    const asked = Object.fromEntries(names.map((name) => [name, chosen(name)]));
    const matches = matcher(field.value);
    const found = entries.filter((entry) => matches(entry.text));
    const fits = (entry, except) =>
      names.every((name) => name === except || isAny(entry, name, asked[name]));
    for (const entry of entries) entry.element.hidden = !(found.includes(entry) && fits(entry));
    for (const box of boxes) {
      const count = found.filter((entry) => fits(entry, box.name) && entry.has(box.name, box.value)).length;
      box.closest("label").querySelector(".count").textContent = String(count);
      // A choice that leaves nothing is none; one that is made can always be taken back.
      box.disabled = !count && !box.checked;
    }
    const shown = entries.filter((entry) => !entry.element.hidden).length;
    const inUse = boxes.filter((box) => box.checked).length;
    const said = say("facets-shown", { shown, total: entries.length });
    put(result, said);
    active.textContent = say("facets-active", { count: inUse });
    active.hidden = !inUse;
    document.getElementById("tk_facets-none").hidden = shown > 0;
    document.getElementById("tk_facets-clear").hidden = !inUse && !field.value.trim();
    arrange();
  }

  function arrange() {
    const order = Object.hasOwn(orders, sort.value) ? orders[sort.value] : null;
    if (order) sorted.append(...[...entries].sort(order).map((entry) => entry.element));
    else for (const entry of entries) entry.home.append(entry.element);
    sorted.hidden = !order || !sorted.querySelector(":scope > :not([hidden])");
    for (const group of groups) {
      const isEmpty = !group.querySelector(":scope > :not([hidden])");
      group.hidden = isEmpty;
      const title = document.getElementById(`tk_group.${group.dataset.group}`);
      if (title) title.hidden = isEmpty;
    }
  }

  function toAddress() {
    clearTimeout(waiting);
    keep({
      ...Object.fromEntries(names.map((name) => [name, chosen(name)])),
      q: field.value.trim(),
      sort: sort.value,
    });
  }

  function fromAddress() {
    const asked = new URLSearchParams(location.search);
    for (const box of boxes) box.checked = asked.getAll(box.name).includes(box.value);
    field.value = wanted("q").slice(0, field.maxLength);
    const order = [...sort.options].find((option) => option.value === wanted("sort"));
    sort.value = order ? order.value : sort.options[0].value;
    filter();
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    filter();
    toAddress();
  });
  field.addEventListener("input", () => {
    filter();
    // Browsers allow only so many changes of the address in a while.
    clearTimeout(waiting);
    waiting = setTimeout(toAddress, 250);
  });
  sort.addEventListener("change", () => {
    arrange();
    toAddress();
  });
  for (const button of document.querySelectorAll("[data-do='clear-facets']")) {
    button.addEventListener("click", () => {
      for (const box of boxes) box.checked = false;
      field.value = "";
      filter();
      toAddress();
      // The button goes; whoever pressed it is not left nowhere.
      field.focus();
    });
  }
  addEventListener("popstate", fromAddress);
  const unfold = () => {
    panel.open = WIDE.matches;
  };
  WIDE.addEventListener("change", unfold);
  unfold();
  fromAddress();
}

const form = document.getElementById("tk_facets");
if (form) start(form);
