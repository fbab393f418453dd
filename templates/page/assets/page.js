// What every page does, whatever it shows.
import { keepState } from "./languages.js";
import { offerDevice } from "./device.js";
import { awaited } from "./ready.js";
import { remember } from "./recent.js";

keepState();
// Most visits need no second language, and not every page can have one.
if (document.querySelector("[data-beside]")) {
  awaited(import("./beside.js").then((beside) => beside.offerSecondLanguage()));
}
offerDevice();
awaited(remember());
