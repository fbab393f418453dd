// Worksheets of earlier versions that could not be joined to the one of all banks: listed, to be shown in its place.
import { button, make, one } from "../core/element.js";
import { bankOf, exchange, others } from "../core/carried.js";
import { counted } from "../core/formats.js";
import { carried } from "../core/own-record.js";
import { join, say } from "../core/words.js";
import { hook } from "./hook.js";

/** @import { OwnSheet } from "../core/own-sheet.js" */

/** @param {OwnSheet} own */
export async function showOthers(own) {
  const place = hook("others");
  const found = await others().catch(() => []);
  place.hidden = !found.length;
  const items = found.map((record) => {
    const sheet = carried(record, bankOf(record));
    const count = say("bank-chosen", { count: counted(sheet.questions.length) });
    const called = join(" · ", [sheet.title, sheet.name, count].filter(Boolean));
    const show = button(
      "link",
      say("bank-exchange"),
      async () => {
        await exchange(record);
        await own.load();
        await showOthers(own);
        hook("heading").focus();
      },
      called,
    );
    return make("li", "", make("span", "", called), " ", show);
  });
  one(place, "ul").replaceChildren(...items);
}
