// The home page: which pages were used last on this device. Their titles and addresses stand in this page;
// what the device remembers only says which of them, so that nothing from the store is ever shown.
import { recent } from "./core/recent.js";
import { onChange } from "./core/store.js";

const SHOWN = 4;
const section = document.getElementById("tk_recent");
const known = new Map(
  [...document.querySelectorAll("#tk_recent-pages a")].map((link) => [link.getAttribute("href"), link]),
);

async function show() {
  let paths;
  try {
    paths = await recent();
  } catch {
    // Without a store there is nothing to remind of.
    paths = [];
  }
  const links = [...new Set(paths)].map((path) => known.get(path)).filter(Boolean).slice(0, SHOWN);
  document.getElementById("tk_recent-list").replaceChildren(
    ...links.map((link) => {
      const item = document.createElement("li");
      item.append(link.cloneNode(true));
      return item;
    }),
  );
  section.hidden = !links.length;
}

show();
onChange(({ store, key }) => {
  if (!store || key === "recent") show();
});
// A page that comes back as it was left does not yet know what was opened meanwhile.
addEventListener("pageshow", (event) => {
  if (event.persisted) show();
});
