// What a link for clients says, in its fragment: no server ever sees that part of an address.
// It knows neither page nor browser.

// How a link for clients begins; scripts.js looks for the same before anything is drawn.
const MARK = "#tk_client";
// Messengers and mail programs cut longer ones.
const LONGEST = 4000;

/**
 * `changes`: those of this client's sheet, as worksheet/changes.js packs them; "" for none.
 * @typedef {{nickname: string, changes: string}} Said
 */

/** @param {Said} said */
export function fragmentOf({ nickname, changes }) {
  const parts = { name: nickname, changes };
  const said = Object.entries(parts).filter(([, value]) => value);
  return [MARK, ...said.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)].join("&");
}

/**
 * What a fragment says; what nobody can read says nothing.
 * @param {string} fragment
 * @returns {Said}
 */
export function readFragment(fragment) {
  const said = new URLSearchParams(fragment.startsWith(`${MARK}&`) ? fragment.slice(MARK.length).replaceAll("+", "%2B") : "");
  return { nickname: said.get("name") ?? "", changes: said.get("changes") ?? "" };
}

/**
 * The whole link; without the changes, where it would be too long with them.
 * @param {string} page
 * @param {Said} said
 * @returns {{href: string, isWhole: boolean}}
 */
export function linkOf(page, said) {
  const address = new URL(page);
  address.search = "";
  address.hash = fragmentOf(said);
  if (address.href.length <= LONGEST || !said.changes) return { href: address.href, isWhole: true };
  return { href: linkOf(page, { ...said, changes: "" }).href, isWhole: false };
}
