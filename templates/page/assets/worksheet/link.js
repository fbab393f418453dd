// The dialog that makes a link for the client: an address, what shares or copies it, and a code for a phone's camera.
import { all, byId, make, maybe, one } from "../core/element.js";
import { clean } from "../core/untrusted.js";
import { say } from "../core/words.js";
import { tidy } from "./answers.js";
import { pack } from "./changes.js";
import { linkOf } from "./guest-link.js";
import { drawCode } from "./qr-drawing.js";

/** @import { Desk } from "./desk.js" */

const dialog = byId("tk_link", HTMLDialogElement);
const language = byId("tk_link-language", HTMLSelectElement);
const nickname = byId("tk_link-name", HTMLInputElement);
const address = byId("tk_link-address", HTMLTextAreaElement);
const code = byId("tk_link-code");
const message = byId("tk_link-said");
/** What was changed of the sheet for this client, packed; "" for nothing. */
let changes = "";
const share = one(dialog, "[data-link=share]");

/** The address of this page in the language chosen. */
function page() {
  return one(document, `.languages a[hreflang="${language.value}"]`, HTMLAnchorElement).href;
}

function refresh() {
  const { href, isWhole } = linkOf(page(), { nickname: tidy(clean(nickname.value)), changes });
  byId("tk_link-changes").hidden = !changes || !isWhole;
  byId("tk_link-long").hidden = isWhole;
  address.value = href;
  message.textContent = "";
  code.replaceChildren(drawCode(href, say("link-code")) ?? make("p", "hint", say("link-no-code")));
}

async function copy() {
  try {
    await navigator.clipboard.writeText(address.value);
    message.textContent = say("link-copied");
  } catch {
    address.select();
    message.textContent = say("link-selected");
  }
}

async function hand() {
  try {
    await navigator.share({ url: address.value, title: maybe(document, "h1")?.textContent?.trim() });
  } catch {
    // The reader turned away, or shares another way: the link is still there.
  }
}

share.hidden = typeof navigator.share !== "function";
one(dialog, "[data-link=copy]").classList.toggle("quiet", !share.hidden);
share.addEventListener("click", hand);
one(dialog, "[data-link=copy]").addEventListener("click", copy);
for (const control of all(dialog, "select, input")) control.addEventListener("input", refresh);

/** @param {Desk} desk */
export function showLink(desk) {
  nickname.value = desk.nickname;
  changes = pack(desk.content.changes ?? null);
  const isInFolder = location.protocol === "file:";
  one(dialog, ".link-part").hidden = isInFolder;
  if (!isInFolder) refresh();
  dialog.showModal();
  one(dialog, "h2").focus();
}
