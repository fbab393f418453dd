// A copy as a file that is locked with a passphrase.
import { asText } from "../core/download.js";
import { withPassphrase } from "../core/passphrase.js";
import { canSeal, seal } from "../core/seal.js";
import { Refused } from "../core/untrusted.js";
import { handOut, pack } from "./exchange.js";

/** @import { Desk } from "./desk.js" */

/**
 * Returns what handOut returns; undefined where the reader turned away.
 * @param {HTMLFormElement} form
 * @param {Desk} desk
 */
export async function saveSealed(form, desk) {
  if (!canSeal()) throw new Refused("seal-insecure");
  const inner = pack(form, desk);
  const sealed = await withPassphrase(true, (secret) => seal(inner, secret));
  return sealed && handOut(form, { text: asText(sealed), inner, ending: ".sealed.json" });
}
