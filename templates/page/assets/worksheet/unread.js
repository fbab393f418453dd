// What a filled PDF holds that is no answer. It stays in sight while its copy does, and never stands beside another's.
import { byId, make, one } from "../core/element.js";
import { say } from "../core/words.js";

const place = byId("tk_sheet-unread");
let copy = "";

/**
 * Shows what could not be read for the copy that it belongs to; gives what is to be said of it.
 * @param {string[]} found
 * @param {string} id
 */
export function showUnread(found, id) {
  copy = id;
  one(place, "ul").replaceChildren(...found.map((text) => make("li", "", text)));
  place.hidden = !found.length;
  return found.length ? [say("pdf-unread")] : [];
}

/**
 * Takes it away once another copy is on the desk.
 * @param {string} id
 */
export function leaveUnread(id) {
  if (id !== copy) showUnread([], id);
}
