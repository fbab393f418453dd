// The file of a client with a passphrase, out and in: loaded for those who want one.
import { withPassphrase } from "../core/passphrase.js";
import { canSeal, checkSealed, seal, unseal } from "../core/seal.js";
import { Refused } from "../core/untrusted.js";

/**
 * A text, sealed; undefined where the reader turned away.
 * @param {string} text
 */
export function sealed(text) {
  if (!canSeal()) throw new Refused("seal-insecure");
  return withPassphrase(true, (secret) => seal(text, secret));
}

/**
 * The bytes that were sealed; undefined where the reader turned away.
 * @param {Record<string, unknown>} data
 */
export function opened(data) {
  if (!canSeal()) throw new Refused("seal-insecure");
  const checked = checkSealed(data);
  return withPassphrase(false, (secret) => unseal(checked, secret));
}
