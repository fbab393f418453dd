// Two dates beside each other: wheels as two outlines in one drawing, and everything in tables.
// Loaded when the reader asks for it.
import { ask } from "../core/dialog.js";
import { held, placeOf } from "./controls.js";
import { make } from "../core/element.js";
import { dayOf, minuteOf } from "../core/formats.js";
import { writtenNumber } from "../core/numbers.js";
import { say } from "../core/words.js";
import { at } from "./wheel.js";

const SVG = "http://www.w3.org/2000/svg";
const NOW = "now";
const dialog = document.getElementById("tk_compare");
const [first, second] = dialog.querySelectorAll("select");
const body = document.getElementById("tk_compare-body");
const dates = document.getElementById("tk_compare-dates");
const lang = document.documentElement.lang;
const difference = new Intl.NumberFormat(lang, {
  maximumFractionDigits: 10,
  useGrouping: false,
  signDisplay: "exceptZero",
});

function drawn(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

// The text in the page's own language, without a second one beside it.
function wordsOf(form, key) {
  const found = form.querySelector(`[data-text="${CSS.escape(key)}"]`).cloneNode(true);
  for (const other of found.querySelectorAll(".also")) other.remove();
  return found.textContent.trim();
}

function wheelOutline({ base, steps, radius }, slots, values, className) {
  const turn = (2 * Math.PI) / slots.length;
  const parts = slots.map((slot, n) => {
    const length = held(values, slot) === undefined ? 0 : (radius * (held(values, slot) - base)) / steps;
    if (length <= 0) return "L0 0";
    return `L${at(length, n * turn)}A${length} ${length} 0 0 1 ${at(length, (n + 1) * turn)}`;
  });
  return drawn("path", { d: `${parts.join("").replace("L", "M")}Z`, class: className });
}

function wheelDrawing(drawing, slots, earlier, later) {
  const copy = drawing.cloneNode(true);
  for (const part of copy.querySelectorAll("[data-slot]")) part.remove();
  copy.setAttribute("aria-label", say("compare-drawing"));
  const [numbers] = copy.getElementsByTagName("text");
  numbers.before(
    wheelOutline(drawing.dataset, slots, later, "outline later"),
    wheelOutline(drawing.dataset, slots, earlier, "outline earlier"),
  );
  return copy;
}

// A scale as a line with a ring for the first date and a filled square for the second.
function track(min, max, earlier, later) {
  const svg = drawn("svg", { viewBox: "-6 -8 172 16", class: "track", "aria-hidden": "true" });
  const x = (value) => (160 * (value - min)) / (max - min);
  svg.append(drawn("line", { x2: 160, class: "track-line" }));
  for (const end of [0, 160]) svg.append(drawn("line", { x1: end, x2: end, y1: -4, y2: 4, class: "track-line" }));
  if (later !== undefined) svg.append(drawn("rect", { x: x(later) - 4, y: -4, width: 8, height: 8, class: "later" }));
  if (earlier !== undefined) svg.append(drawn("circle", { cx: x(earlier), r: 5.5, class: "earlier" }));
  return svg;
}

function sample(className) {
  const svg = drawn("svg", { viewBox: "0 0 32 8", class: "sample", "aria-hidden": "true" });
  svg.append(drawn("path", { d: "M0 4H32", class: `outline ${className}` }));
  return svg;
}

function table(caption, rows, names) {
  const head = make("tr", "", make("th", "", say("compare-what")));
  head.append(make("th", "", sample("earlier"), " ", names[0]), make("th", "", sample("later"), " ", names[1]));
  head.append(make("th", "", say("compare-difference")));
  for (const cell of head.children) cell.scope = "col";
  const lines = rows.map(({ label, earlier, later, drawing }) => {
    const name = make("th", "", label, ...(drawing ? [drawing] : []));
    name.scope = "row";
    const cells = [earlier, later].map((value) => make("td", "", value === undefined ? "–" : writtenNumber(value)));
    const both = earlier !== undefined && later !== undefined;
    // The sign of the minus, not the hyphen that some languages' formats have.
    const change = both ? difference.format(Number((later - earlier).toFixed(10))).replace("-", "−") : "–";
    return make("tr", "", name, ...cells, make("td", "change", change));
  });
  return make("table", "compare-table", make("caption", "", caption), make("thead", "", head), make("tbody", "", ...lines));
}

// The parts of the comparison in the order of the sheet; fields without a value on either date are left out.
function parts(form, earlier, later, names) {
  const isKnown = (slot) => held(earlier, slot) !== undefined || held(later, slot) !== undefined;
  const row = (slot, label, drawing) => ({
    label,
    earlier: held(earlier, slot),
    later: held(later, slot),
    drawing,
  });
  const found = [];
  const single = [];
  for (const field of form.querySelectorAll(".field-scale, .field-wheel, .field-number, .field-computed")) {
    const id = field.id.slice("field-".length);
    const label = wordsOf(form, `field:${id}:label`);
    const drawing = field.querySelector("[data-wheel]");
    const controls = [...field.querySelectorAll("input")];
    const slots = [...new Set(controls.map(placeOf))];
    if (!slots.some(isKnown)) continue;
    if (drawing) {
      const rows = slots.map((slot) => row(slot, wordsOf(form, `field:${id}:segments.${slot.slice(id.length + 1)}`)));
      found.push(wheelDrawing(drawing, slots, earlier, later), table(label, rows, names));
      continue;
    }
    const isScale = controls[0].type === "radio";
    const min = isScale ? controls[0].value : controls[0].dataset.min;
    const max = isScale ? controls.at(-1).value : controls[0].dataset.max;
    const isBounded = min !== undefined && max !== undefined;
    single.push(row(id, label, isBounded ? track(min, max, held(earlier, id), held(later, id)) : undefined));
  }
  if (single.length) found.push(table(say("compare-single"), single, names));
  return found;
}

function namesOf(snapshots) {
  const days = snapshots.map(({ saved }) => dayOf(saved));
  return days.map((day, n) => (days.indexOf(day) === days.lastIndexOf(day) ? day : minuteOf(snapshots[n].saved)));
}

export function openComparison(desk, now, form) {
  function show() {
    const names = namesOf(desk.snapshots);
    const chosen = [first, second].map(({ value }) => {
      const n = desk.snapshots.findIndex(({ saved }) => saved === value);
      return n < 0 ? { values: now(), name: say("compare-now") } : { values: desk.snapshots[n].values, name: names[n] };
    });
    const [earlier, later] = chosen.map(({ values }) => values);
    body.replaceChildren(...parts(form, earlier, later, chosen.map(({ name }) => name)));
  }

  async function remove(saved, name) {
    const answers = [
      ["", say("ask-cancel"), true],
      ["delete", say("copy-delete"), false],
    ];
    if ((await ask(say("values-delete-ask", { date: name }), answers)) !== "delete") return;
    desk.snapshots = desk.snapshots.filter((snapshot) => snapshot.saved !== saved);
    await desk.save();
    if (desk.snapshots.length) {
      refresh();
      dates.querySelector("button").focus();
    } else dialog.close();
  }

  function refresh() {
    const names = namesOf(desk.snapshots);
    const before = [first.value, second.value];
    for (const select of [first, second]) {
      const options = desk.snapshots.map(({ saved }, n) => new Option(names[n], saved));
      select.replaceChildren(...options, new Option(say("compare-now"), NOW));
    }
    const [oldest] = desk.snapshots;
    first.value = before[0];
    second.value = before[1];
    if (!first.value) first.value = oldest.saved;
    if (!second.value) second.value = NOW;
    dates.replaceChildren(
      ...desk.snapshots.map(({ saved }, n) => {
        const button = make("button", "button quiet", say("copy-delete"));
        button.type = "button";
        button.ariaLabel = `${say("copy-delete")}: ${names[n]}`;
        button.addEventListener("click", () => remove(saved, names[n]));
        return make("li", "", make("span", "", names[n]), button);
      }),
    );
    show();
  }

  first.onchange = show;
  second.onchange = show;
  first.replaceChildren();
  second.replaceChildren();
  refresh();
  dialog.showModal();
}
