// How many were found. Said once typing has come to rest, since the line is read out.
import { say } from "../core/words.js";

const REST = 300;

export function tellLater(line) {
  let waiting;
  return (count, all) => {
    const number = new Intl.NumberFormat(document.documentElement.lang);
    const values = { shown: number.format(count), all: number.format(all) };
    const text = count ? say("bank-shown", values) : say("bank-none");
    clearTimeout(waiting);
    // The first result is no news.
    if (!line.textContent) line.textContent = text;
    else waiting = setTimeout(() => (line.textContent = text), REST);
  };
}
