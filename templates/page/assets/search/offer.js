// Opens and closes the search. What it does is loaded with the first thing that is typed: most visits need none of it.
import { keep, wanted } from "../core/address.js";
import { byId, maybe, one, told } from "../core/element.js";
import { awaited } from "../core/ready.js";
import { styled } from "../core/style.js";
import { offerKey } from "./shortcut.js";

/** What the address calls the query, and the kind that is shown alone; "q" is an index's own. */
export const NAMES = { query: "find", kind: "find-in" };

const SLOW = 500;

/** @import { Panel } from "./panel.js" */

/** @type {Promise<Panel> | null} */
let loaded = null;

/**
 * Tells the browser of a script that is needed soon. Whoever needs it loads it, and says what is wrong with it.
 * @param {string} address
 */
function fetchEarly(address) {
  const link = document.createElement("link");
  link.rel = "preload";
  link.as = "script";
  link.href = address;
  link.addEventListener("load", () => link.remove());
  link.addEventListener("error", () => link.remove());
  document.head.append(link);
}

/**
 * Loads what the search does, and how it looks; tried anew where it failed before. The index is fetched meanwhile.
 * @param {HTMLDialogElement} dialog
 */
function load(dialog) {
  loaded ??= (() => {
    // In a folder there is nobody to ask early.
    if (location.protocol !== "file:") fetchEarly(new URL(`${told(dialog, "root")}search/index.js`, location.href).href);
    // The panel needs the engine: asked for at once, neither waits for the other.
    return Promise.all([import("./panel.js"), styled(told(dialog, "style")), import("./engine.js")]).then(
      ([{ Panel }]) => new Panel(dialog, NAMES),
    );
  })();
  loaded.catch(() => {
    loaded = null;
  });
  return loaded;
}

let asked = 0;

/**
 * Shows what is found for what stands in the field; gives who shows it, where that came to pass.
 * @param {HTMLDialogElement} dialog
 */
async function ask(dialog) {
  asked += 1;
  const mine = asked;
  const [loading, failed] = [byId("tk_search-loading"), byId("tk_search-failed")];
  // Where all goes well, nobody has to read that it is on its way.
  const slow = setTimeout(() => (loading.hidden = false), SLOW);
  try {
    const panel = await load(dialog);
    await panel.open();
    // What was typed last is shown alone.
    if (mine !== asked) return null;
    panel.show();
    failed.hidden = true;
    return panel;
  } catch {
    if (mine === asked) failed.hidden = false;
    return null;
  } finally {
    clearTimeout(slow);
    if (mine === asked) loading.hidden = true;
  }
}

export function offerSearch() {
  const dialog = byId("tk_search", HTMLDialogElement);
  const field = byId("tk_search-text", HTMLInputElement);
  const button = maybe(document, "#tk_search-open");
  const open = () => {
    if (!dialog.open) dialog.showModal();
    field.focus();
    field.select();
    // What was looked for before is still there, and stands in the address again.
    return field.value ? awaited(ask(dialog)) : null;
  };
  const fromAddress = () => {
    const query = wanted(NAMES.query).slice(0, field.maxLength);
    if (!query) {
      dialog.close();
      return;
    }
    field.value = query;
    open()?.then((panel) => panel?.comeBack());
  };
  button?.addEventListener("click", open);
  offerKey(button, open);
  field.addEventListener("input", () => awaited(ask(dialog)));
  one(dialog, "#tk_search-failed button").addEventListener("click", () => {
    awaited(ask(dialog));
    field.focus();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    // Some browsers would empty the field first.
    event.preventDefault();
    dialog.close();
  });
  byId("tk_search-form").addEventListener("submit", (event) => event.preventDefault());
  byId("tk_search-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    // All of the dialog is covered by what is in it, so that this is beside it.
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    if (wanted(NAMES.query)) keep({ [NAMES.query]: "", [NAMES.kind]: "" });
  });
  addEventListener("popstate", fromAddress);
  fromAddress();
}
