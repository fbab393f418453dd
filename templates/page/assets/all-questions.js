// The search over all questions, where a page has a place for it; loaded when it is looked at.
import { FACETS } from "./all-questions/data.js";
import { Panel } from "./all-questions/panel.js";
import { byId, told } from "./core/element.js";
import { load, open } from "./search/engine.js";

const KIND = "question_bank";

/** What the questions of all banks are called, by name. */
export async function titles() {
  const engine = await open(new URL(told(byId("tk_search"), "root"), location.href).href);
  return new Map(
    engine.partsOf(KIND).map(({ id, part, title, language }) => {
      return [`${id}/${part}`, { text: title.map(([text]) => text).join(""), language }];
    }),
  );
}

/**
 * Shows it in its place. Rejects where the index cannot be had.
 * @param {HTMLElement} place
 */
export async function showAllQuestions(place) {
  const root = new URL(told(byId("tk_search"), "root"), location.href).href;
  const locale = document.documentElement.lang;
  const [engine, written] = await Promise.all([
    open(root),
    load(new URL("search/questions.js", root).href, `${locale}/questions`),
  ]);
  if (!FACETS.every((facet) => Array.isArray(written.facets?.[facet]))) throw new Error("questions");
  const source = {
    find: (/** @type {string} */ query) => engine.find(query).results.filter(({ kind, part }) => kind === KIND && part),
    all: () => engine.partsOf(KIND),
  };
  await new Panel(place, source, written, root).start();
}
