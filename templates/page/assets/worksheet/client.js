// The page for whoever came by a link for clients: the sheet first and at once, the tools below it and folded.
import { byId, one } from "../core/element.js";
import { clean, Refused } from "../core/untrusted.js";
import { tidy } from "./answers.js";
import { pack, unpack } from "./changes.js";
import { asCopy } from "./copy.js";
import { fragmentOf, readFragment } from "./guest-link.js";

/**
 * @import { Content } from "./answers.js"
 * @import { Desk } from "./desk.js"
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
 * A blank sheet as the link in the address means it; null where it says nothing but that it is for a client.
 * Throws Refused for changes that this sheet cannot have.
 * @returns {Promise<Content | null>}
 */
async function meant() {
  const said = readFragment(location.hash);
  const nickname = tidy(clean(said.nickname)).slice(0, 80);
  if (!said.changes) return nickname ? { answers: {}, nickname, snapshots: [] } : null;
  const { changedBy, sheet } = await import("./changed-page.js").catch(() => {
    throw new Refused("changes-failed");
  });
  const { changes } = changedBy(unpack(said.changes, sheet.limits));
  return { answers: {}, nickname, snapshots: [], changes };
}

/**
 * Lets the desk open the copy that a link is about, where the device has it already, and a blank sheet where not.
 * @param {Desk} desk
 * @param {Content} content
 */
async function choose(desk, { nickname, changes }) {
  const { store, tab, sheet } = desk;
  const packed = pack(changes ?? null);
  try {
    const copies = (await store.list("copies", sheet.worksheet)).map(asCopy);
    const theirs = copies.filter((copy) => copy.nickname === nickname && pack(copy.changes ?? null) === packed);
    const before = theirs.find(({ id }) => id === tab.remembered(sheet.worksheet));
    tab.remember(sheet.worksheet, (before ?? (theirs.length === 1 ? theirs[0] : null))?.id ?? "");
  } catch {
    // Where nothing is stored, there is nothing to choose from; the corner says so.
  }
}

/**
 * Begins with what the link says. What it says goes out of the address once the device has it: addresses are kept in
 * histories, and a copy may get another nickname. Returns why the link was not taken as it is, or null.
 * @param {Desk} desk
 */
export async function arrive(desk) {
  arrange();
  /** @type {Content | null} */
  let content = null;
  /** @type {Refused | null} */
  let refused = null;
  try {
    content = await meant();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refused = error;
  }
  if (content) await choose(desk, content);
  await desk.start();
  if (content && desk.isBlank) {
    await desk.sheet.prepare(content.changes);
    desk.put(content, true);
    await desk.save();
  }
  if (content && !desk.problem) history.replaceState(history.state, "", fragmentOf({ nickname: "", changes: "" }));
  return refused;
}
