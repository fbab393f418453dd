// How many were found. Said once typing has come to rest, since the line is read out.
import { counted } from "../core/formats.js";
import { say } from "../core/words.js";

const REST = 300;

/** @param {HTMLElement} line */
export function tellLater(line) {
  let waiting = 0;
  return (/** @type {number} */ count, /** @type {number} */ all) => {
    const text = count ? say("bank-shown", { shown: counted(count), all: counted(all) }) : say("bank-none");
    clearTimeout(waiting);
    // The first result is no news.
    if (!line.textContent) line.textContent = text;
    else waiting = setTimeout(() => (line.textContent = text), REST);
  };
}
