// The home page: which pages were used last on this device. Their titles and addresses stand in this page;
// what the device remembers only says which of them, so that nothing from the store is ever shown.
import { wanted } from "./core/address.js";
import { all, byId, copyOf, make, told } from "./core/element.js";
import { awaited } from "./core/ready.js";
import { recent } from "./core/recent.js";
import { onChange } from "./core/store.js";

const SHOWN = 4;
const section = byId("tk_recent");
const known = new Map(
  all(document, "#tk_recent-pages a").map((link) => [told(link, "path"), link]),
);

async function show() {
  /** @type {string[]} */
  let paths = [];
  try {
    paths = await recent();
  } catch {
    // Without a store there is nothing to remind of.
  }
  const links = [...new Set(paths)].flatMap((path) => known.get(path) ?? []).slice(0, SHOWN);
  byId("tk_recent-list").replaceChildren(...links.map((link) => make("li", "", copyOf(link))));
  section.hidden = !links.length;
}

/** All of one client, in one view: loaded only when it is asked for. */
async function showClients() {
  byId("tk_device", HTMLDialogElement).close();
  await (await import("./client/dialog.js")).showClients();
}

byId("tk_client-open").addEventListener("click", showClients);
if (wanted("clients")) showClients();
awaited(show());
onChange(({ store, key }) => {
  if (!store || key === "recent") show();
});
// A page that comes back as it was left does not yet know what was opened meanwhile.
addEventListener("pageshow", (event) => {
  if (event.persisted) show();
});
