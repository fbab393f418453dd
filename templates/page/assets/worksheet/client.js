// The page for whoever came by a link for clients: the sheet first and at once, the tools below it and folded.
import { byId, one } from "../core/element.js";
import { clean, Refused } from "../core/untrusted.js";
import { tidy } from "./answers.js";
import { asCopy } from "./copy.js";
import { fragmentOf, readFragment } from "./guest-link.js";

/**
 * @import { Desk } from "./desk.js"
 * @import { Said } from "./guest-link.js"
 */

/** Puts in their order what the style sheet shows in it already. */
function arrange() {
  const end = byId("tk_client-end");
  const tools = one(document, ".sheet-tools");
  for (const id of ["tk_sheet-message", "tk_sheet-undo", "tk_sheet-unplaced"]) end.append(byId(id));
  one(end, "details").append(tools);
  one(document, "form.sheet").append(one(document, ".sheet-who"), one(document, ".privacy .screen-only.with-scripts"));
}

/**
 * Lets the desk open the copy that a link is about, where the device has it already, and a blank sheet where not.
 * @param {Desk} desk
 * @param {Said} said
 */
async function choose(desk, { nickname }) {
  const { store, tab, sheet } = desk;
  try {
    const copies = (await store.list("copies", sheet.worksheet)).map(asCopy);
    const theirs = copies.filter((copy) => copy.nickname === nickname);
    const before = theirs.find(({ id }) => id === tab.remembered(sheet.worksheet));
    tab.remember(sheet.worksheet, (before ?? (theirs.length === 1 ? theirs[0] : null))?.id ?? "");
  } catch {
    // Where nothing is stored, there is nothing to choose from; the corner says so.
  }
}

/**
 * Begins with what the link says. What it says goes out of the address once the device has it: addresses are kept in
 * histories, and a copy may get another nickname.
 * @param {Desk} desk
 */
export async function arrive(desk) {
  arrange();
  const said = readFragment(location.hash);
  const nickname = tidy(clean(said.nickname)).slice(0, 80);
  if (!nickname) {
    await desk.start();
    return;
  }
  await choose(desk, { ...said, nickname });
  await desk.start();
  if (desk.isBlank) {
    desk.put({ answers: {}, nickname, snapshots: [] }, true);
    await desk.save();
  }
  if (!desk.problem) history.replaceState(history.state, "", fragmentOf({ nickname: "", changes: "" }));
}
