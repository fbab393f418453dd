// The key that opens the search. A single sign as a shortcut hinders those who speak their input, so that it can be
// switched off, for good; and it is none while something is being written or another dialog is open.
import { byId } from "../core/element.js";
import { awaited } from "../core/ready.js";
import { keyOf } from "../core/records.js";
import { get, onChange, update } from "../core/store.js";

const KEY = keyOf("settings");
const WRITING = "input, textarea, select, [contenteditable]";
// Until the device has said so, the key does nothing.
let isOn = false;

/**
 * @param {KeyboardEvent} event
 */
function asks(event) {
  const isPlain = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
  const isWriting = event.target instanceof Element && event.target.closest(WRITING);
  return isOn && isPlain && !isWriting && !document.querySelector("dialog[open]");
}

/** @param {HTMLElement | null} button */
async function learn(button) {
  const box = byId("tk_search-key", HTMLInputElement);
  let old;
  try {
    old = await get("marks", KEY);
  } catch {
    // Without a store the key can be switched off for this page only.
  }
  isOn = old?.slash !== false;
  box.checked = isOn;
  button?.classList.toggle("with-key", isOn);
  if (isOn) button?.setAttribute("aria-keyshortcuts", "/");
  else button?.removeAttribute("aria-keyshortcuts");
}

/**
 * @param {HTMLElement | null} button what opens the search without the key
 * @param {() => void} open
 */
export function offerKey(button, open) {
  const box = byId("tk_search-key", HTMLInputElement);
  box.addEventListener("change", async () => {
    isOn = box.checked;
    try {
      await update("marks", KEY, (old) => ({ ...old, key: KEY, slash: box.checked }));
      await learn(button);
    } catch {
      // It holds as long as the page does.
    }
  });
  addEventListener("keydown", (event) => {
    if (!asks(event)) return;
    event.preventDefault();
    open();
  });
  onChange(({ store, key }) => {
    if (!store || key === KEY) learn(button);
  });
  awaited(learn(button));
}
