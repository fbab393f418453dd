// One question among those that were found.
import { all, button, make } from "../core/element.js";
import { choose, remove as unchoose } from "../core/own-record.js";
import { OWN, remove } from "../core/own-questions.js";
import { awaited } from "../core/ready.js";
import { why } from "../core/store.js";
import { say } from "../core/words.js";

/**
 * @import { Favourites } from "../core/favourites.js"
 * @import { Asked, Panel } from "./panel.js"
 */

const page = document.documentElement.lang;

/** @param {Asked} asked */
function wordsOf({ pieces, href }) {
  const words = pieces.map(([text, isMarked]) => (isMarked ? make("mark", "", text) : text));
  if (!href) return make("span", "", ...words);
  const link = make("a", "", ...words);
  link.href = href;
  // A session that is being held, or a search, is not left by a slip of the finger.
  link.target = "_blank";
  link.rel = "noopener";
  return link;
}

/**
 * @param {Asked} asked
 * @param {Panel} panel
 */
export function itemOf(asked, panel) {
  const text = asked.pieces.map(([piece]) => piece).join("");
  const label = make("p", "asked-text", wordsOf(asked));
  if (asked.language) label.lang = asked.language;
  const star = button(
    "chip",
    say("all-star"),
    async () => {
      try {
        await panel.favourites.set(asked.name, !panel.favourites.has(asked.name));
      } catch (error) {
        panel.sheet.told(why(error));
      }
    },
    text,
  );
  star.dataset.starOf = asked.name;
  const pick = button(
    "chip",
    say("all-choose"),
    () => {
      const isChosen = panel.sheet.now.questions.some(({ id }) => id === asked.name);
      const chosen = { id: asked.name, text, language: asked.language || page };
      awaited(panel.sheet.change(isChosen ? unchoose(asked.name) : choose([chosen])));
    },
    text,
  );
  pick.dataset.chooseOf = asked.name;
  const tools = make("p", "asked-tools", make("span", "card-facts", asked.of), star, pick);
  if (asked.name.startsWith(OWN)) {
    tools.append(button("link", say("all-delete"), () => awaited(forget(asked, panel)), text));
  }
  return make("li", "asked", label, tools);
}

/**
 * Deletes a question of one's own; in a worksheet that it was chosen for, it stays.
 * @param {Asked} asked
 * @param {Panel} panel
 */
async function forget(asked, panel) {
  await panel.favourites.set(asked.name, false).catch(() => {});
  await remove(asked.name).catch((error) => panel.sheet.told(why(error)));
  await panel.loadOwn();
  panel.field.focus();
}

/**
 * @param {HTMLElement} list
 * @param {Favourites} favourites
 * @param {Set<string>} chosen
 */
export function showState(list, favourites, chosen) {
  for (const star of all(list, "[data-star-of]")) {
    star.setAttribute("aria-pressed", String(favourites.has(star.dataset.starOf ?? "")));
  }
  for (const pick of all(list, "[data-choose-of]")) {
    pick.setAttribute("aria-pressed", String(chosen.has(pick.dataset.chooseOf ?? "")));
  }
}
