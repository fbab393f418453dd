// How results look: a heading and a list of links for each kind. They are links, not options of a list box: screen
// readers then say which of them lie under which heading, in which language a text is, and how each can be opened, on a
// phone as well, where no key can be pressed.
import { addressOf } from "../core/address.js";
import { all, button, copyOf, make, one } from "../core/element.js";
import { counted } from "../core/formats.js";
import { awaited } from "../core/ready.js";
import { say } from "../core/words.js";

/**
 * @import { Result } from "./engine.js"
 * @import { Piece } from "./passages.js"
 * @import { Group } from "./groups.js"
 */

// How many of a kind are shown at first: among other kinds, or alone.
const FEW = 4;
const MANY = 20;

/**
 * @param {HTMLElement} element
 * @param {Piece[]} pieces
 */
function fill(element, pieces) {
  element.append(...pieces.map(([text, isMarked]) => (isMarked ? make("mark", "", text) : text)));
  return element;
}

/**
 * @param {Result} result
 * @param {string} root
 * @param {string} name what no other result's parts are called
 */
function itemOf(result, root, name) {
  const link = make("a", "search-link");
  link.href = addressOf(result.address, root);
  fill(link, result.title);
  const item = make("li", "search-result", link);
  item.lang = result.language;
  const said = [];
  if (result.of) said.push(make("p", "search-of", result.of));
  const passage = make("p", "search-passage");
  said.push(passage);
  said.forEach((line, n) => (line.id = `tk_search-${name}.${n}`));
  // Whoever goes from link to link hears what stands below each.
  link.setAttribute("aria-describedby", said.map((line) => line.id).join(" "));
  item.append(...said);
  awaited(result.passage().then((pieces) => fill(passage, pieces)));
  return item;
}

/**
 * The name of a kind and its drawing, as the page has them: in its list of indexes, or for what has no index.
 * @param {string} kind
 */
export function nameOf(kind) {
  const name = document.querySelector(`#tk_search [data-kind="${CSS.escape(kind)}"] > *`);
  return name ? [...copyOf(name).childNodes] : [kind];
}

/**
 * @param {Group} group
 * @param {string} root whole address of the language's root
 * @param {boolean} isAlone
 */
export function sectionOf({ kind, results }, root, isAlone) {
  const title = make("h3", "search-kind", ...nameOf(kind), " ", make("span", "count", counted(results.length)));
  title.id = `tk_search-kind.${kind}`;
  const list = make("ul", "search-results");
  const section = make("section", "search-group", title, list);
  section.setAttribute("aria-labelledby", title.id);
  let shown = 0;
  const add = (/** @type {number} */ count) => {
    const next = results.slice(shown, shown + count);
    list.append(...next.map((result, n) => itemOf(result, root, `${kind}.${shown + n}`)));
    shown += next.length;
    if (shown >= results.length) return;
    const more = button("link search-more", say("search-more", { count: counted(results.length - shown) }), () => {
      more.remove();
      const before = list.children.length;
      add(MANY);
      one(list.children[before], "a").focus();
    });
    more.setAttribute("aria-describedby", title.id);
    section.append(more);
  };
  add(isAlone ? MANY : FEW);
  return section;
}

/**
 * Puts a button for each kind beside one for all; that of the kind that is shown alone is pressed.
 * @param {HTMLElement} place
 * @param {Group[]} groups
 * @param {string} alone
 * @param {(kind: string) => void} choose
 */
export function drawChips(place, groups, alone, choose) {
  const total = groups.reduce((sum, { results }) => sum + results.length, 0);
  const chip = (/** @type {string} */ kind, /** @type {Node | string} */ name, /** @type {number} */ count) => {
    const made = make("button", "chip", name, " ", make("span", "count", counted(count)));
    made.type = "button";
    made.setAttribute("aria-pressed", String(kind === alone));
    made.addEventListener("click", () => {
      for (const other of all(place, "button")) other.setAttribute("aria-pressed", String(other === made));
      choose(kind);
    });
    return made;
  };
  const textOf = (/** @type {string} */ kind) =>
    make("span", "", ...nameOf(kind).filter((node) => !(node instanceof SVGElement)));
  const chips = groups.map(({ kind, results }) => chip(kind, textOf(kind), results.length));
  place.replaceChildren(...(groups.length > 1 ? [chip("", say("search-all"), total), ...chips] : []));
  place.hidden = groups.length < 2;
}
