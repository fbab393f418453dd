// The sheet on the page as its changes make it. Loaded when a copy has some, or is to get some.
// Every new part is a copy of one that the page has ready; words are put in as text.
import { all, byId, copyOf, maybe, one, ownText, told } from "../core/element.js";
import { held, isObject, Refused } from "../core/untrusted.js";
import { checked, none, partOf, wordFor } from "./changes.js";
import { brokenBound, counted, fieldOf, FRESH, idsOf, namesIn, placesOf, publishedIds, sectionsOf } from "./changed-sheet.js";
import { drawWheel } from "./changed-wheel.js";
import { PUBLISHED, setPlaces } from "./places.js";

/**
 * @import { Changes, Word } from "./changes.js"
 * @import { FieldLook, List, Published, Rows, SectionLook } from "./changed-sheet.js"
 */

/** @type {Published} */
export const sheet = JSON.parse(byId("tk_published", HTMLScriptElement).text);

const PAGE = document.documentElement.lang;
const fresh = new Map(all(byId("tk_fresh"), "template", HTMLTemplateElement).map((part) => [told(part, "fresh"), part]));

/**
 * Changes as a file or an address has them, with the places that come of them; throws Refused.
 * @param {unknown} data
 */
export function changedBy(data) {
  const changes = checked(data, sheet.limits);
  const broken = brokenBound(sheet, changes);
  if (broken) {
    const { field = "" } = sheet.lists[broken] ?? sheet.rows[broken] ?? {};
    throw new Refused("changes-bounds", fieldOf(sheet, field)?.label ?? sheet.definition.title);
  }
  return { changes, places: placesOf(sheet, PUBLISHED, changes) };
}

/**
 * @param {Element} element
 * @param {Word} word
 */
function put(element, [text, language]) {
  element.textContent = text;
  if (!(element instanceof HTMLElement)) return;
  element.dataset.own = "";
  if (language === PAGE) element.removeAttribute("lang");
  else element.lang = language;
}

/**
 * The first text in an element: what a field asks, or what a row is called.
 * @param {Element} element
 */
function textIn(element) {
  return maybe(element, "[data-text]");
}

/**
 * The elements of parts by their ids: both come in the order in which they are published.
 * @param {ParentNode} root
 * @param {string} selector
 * @param {string[]} ids
 */
function byIds(root, selector, ids) {
  const found = all(root, selector, Element);
  return new Map(ids.map((id, n) => [id, found[n]]));
}

/** @param {HTMLFormElement} form */
function sectionsIn(form) {
  return byIds(form, ".sheet-section", publishedIds(sheet, "sections"));
}

/**
 * @param {Element} section
 * @param {string} id
 */
function fieldsIn(section, id) {
  return byIds(section, ":scope > .field", publishedIds(sheet, `section:${id}`));
}

/**
 * A part that the page has ready, under its own id.
 * @param {string} name
 * @param {string} id
 * @param {Record<string, string | number>} values
 */
function ready(name, id, values) {
  const template = fresh.get(name);
  if (!template) throw new TypeError(`no part for ${name}`);
  const found = one(/** @type {DocumentFragment} */ (template.content.cloneNode(true)), "*", Element);
  const filled = (/** @type {string} */ text) =>
    text.replace(/\{(\w+)\}/g, (whole, key) => String(held(values, key) ?? whole)).replaceAll(FRESH, id);
  for (const element of [found, ...all(found, "*", Element)]) {
    for (const { name: attribute, value } of element.attributes) element.setAttribute(attribute, filled(value));
    for (const node of element.childNodes) if (node instanceof Text) node.data = filled(node.data);
  }
  return found;
}

/**
 * @param {Element} field
 * @param {string} name
 * @param {string[]} ids
 * @param {Changes} changes
 */
function drawList(field, name, ids, changes) {
  const list = /** @type {List | Rows} */ (sheet.lists[name] ?? sheet.rows[name]);
  const usual = idsOf(list);
  const container = one(field, `[data-list="${name}"]`, Element);
  const parts = byIds(container, ":scope > *", usual);
  const isOther = "ranked" in list && ids.length !== usual.length;
  const drawn = ids.map((id, n) => {
    const known = parts.get(id);
    const part = "key" in list ? partOf(name, id) : "";
    const word = wordFor(changes, part);
    const own = known && textIn(known);
    if (known && !word && !isOther) return known;
    const made = ready(name, id, { number: n + 1, count: ids.length, text: word?.[0] ?? own?.textContent ?? "" });
    const place = part ? textIn(made) : null;
    if (place && word) put(place, word);
    else if (place && own) place.replaceWith(own);
    return made;
  });
  container.replaceChildren(...drawn);
  all(container, ".key").forEach((key, n) => (key.textContent = String(n + 1)));
  const wheel = maybe(field, "[data-wheel]", SVGSVGElement);
  if (wheel) drawWheel(wheel, namesIn(list, ids).map((slot, n) => ({ slot, name: one(drawn[n], "[data-text]") })));
}

/**
 * @param {Element} field
 * @param {Word | undefined} word
 */
function putLabel(field, word) {
  const label = textIn(field);
  if (!word || !label) return;
  const before = label.textContent ?? "";
  put(label, word);
  for (const other of all(field, ".other-text")) other.ariaLabel = (other.ariaLabel ?? "").replace(before, () => word[0]);
}

/**
 * @param {Element | undefined} published
 * @param {FieldLook} look
 * @param {Changes} changes
 */
function drawField(published, { id, type, lists, rows }, changes) {
  const part = partOf("section:", id);
  const word = wordFor(changes, part);
  const field = published ?? ready(type, id, { text: word?.[0] ?? "" });
  // A note asks nothing.
  if (fieldOf(sheet, id)?.text === undefined) putLabel(field, word);
  const ranges = Object.entries(lists);
  if (rows) ranges.push([part, counted(rows)]);
  for (const [name, ids] of ranges) {
    const usual = idsOf(sheet.lists[name] ?? sheet.rows[name]);
    const isSame = ids.join() === usual.join() && !ids.some((entry) => wordFor(changes, partOf(name, entry)));
    if (!isSame) drawList(field, name, ids, changes);
  }
  return field;
}

/**
 * @param {Element} section
 * @param {SectionLook} look
 * @param {Changes} changes
 */
function drawSection(section, { id, fields }, changes) {
  const word = wordFor(changes, partOf("sections", id));
  const heading = maybe(section, ".section-title");
  if (word && heading) put(heading, word);
  const published = fieldsIn(section, id);
  const drawn = fields.map((look) => drawField(published.get(look.id), look, changes));
  for (const field of published.values()) field.remove();
  section.append(...drawn);
  return section;
}

/** @param {Changes | undefined} changes */
function usable(changes) {
  try {
    return checked(isObject(changes) ? changes : {}, sheet.limits);
  } catch {
    // A copy of another version: it is shown as published, and keeps what it has.
    return none();
  }
}

// What the sheet is called where it is published.
const title = maybe(document, "h1[data-text=title]");
const usualTitle = title && [...title.childNodes];
const usualName = title ? ownText(title) : "";

/**
 * What every part is called where it is published: those without words have "".
 * @param {HTMLFormElement} published
 */
export function usualWords(published) {
  const words = (/** @type {Element | null | undefined} */ element) => (element ? ownText(element) : "");
  const found = new Map([["title", usualName]]);
  for (const [id, section] of sectionsIn(published)) {
    found.set(partOf("sections", id), words(maybe(section, ".section-title")));
    for (const [field, element] of fieldsIn(section, id)) {
      found.set(partOf("section:", field), words(textIn(element)));
      for (const container of all(element, "[data-list]", Element)) {
        const name = container.getAttribute("data-list") ?? "";
        const ids = name in sheet.lists ? idsOf(sheet.lists[name]) : [];
        for (const [entry, row] of byIds(container, ":scope > *", ids)) found.set(partOf(name, entry), words(textIn(row)));
      }
    }
  }
  return found;
}

/** @param {Word | undefined} word */
function putTitle(word) {
  if (!title || !usualTitle) return;
  title.replaceChildren(...usualTitle);
  delete title.dataset.own;
  title.removeAttribute("lang");
  if (word) put(title, word);
}

/**
 * Puts changes on the sheet, of which a copy is given as it was published; its answers are put there afterwards.
 * @param {HTMLFormElement} form
 * @param {HTMLFormElement} blank
 * @param {Changes | undefined} given
 */
export function draw(form, blank, given) {
  const changes = usable(given);
  const copy = copyOf(blank);
  const published = sectionsIn(copy);
  const sections = sectionsOf(sheet, changes).flatMap((look) => {
    const section = published.get(look.id);
    return section ? [drawSection(section, look, changes)] : [];
  });
  for (const section of all(form, ".sheet-section")) section.remove();
  one(form, ".sheet-head").after(...sections);
  putTitle(wordFor(changes, "title"));
  setPlaces(placesOf(sheet, PUBLISHED, changes));
}
