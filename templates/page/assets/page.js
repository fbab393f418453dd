// What every page does, whatever it shows.
import { keepState } from "./languages/keep-state.js";
import { offerDevice } from "./device/offer.js";
import { awaited } from "./core/ready.js";
import { remember } from "./core/recent.js";
import { offerSearch } from "./search/offer.js";
import { keepPages } from "./offline/start.js";
import { offerBar } from "./running/offer.js";

keepState();
// Most visits need no second language, and not every page can have one.
if (document.querySelector("[data-beside]")) {
  awaited(import("./languages/beside.js").then((beside) => beside.offerSecondLanguage()));
}
offerDevice();
offerSearch();
keepPages();
awaited(offerBar());
awaited(remember());
