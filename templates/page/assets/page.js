// What every page does, whatever it shows.
import { keepState } from "./languages.js";
import { offerDevice } from "./device.js";
import { offerSecondLanguage } from "./beside.js";
import { remember } from "./recent.js";

keepState();
offerSecondLanguage();
offerDevice();
remember();
