// The state of a page in its address, so that it can be kept, sent and taken along to another language.

/**
 * What the address asks for under a name; "" where it asks for nothing.
 * @param {string} name
 */
export function wanted(name) {
  return wantedAll(name)[0] ?? "";
}

/**
 * All that the address asks for under a name.
 * @param {string} name
 */
export function wantedAll(name) {
  return new URLSearchParams(location.search).getAll(name);
}

/**
 * The id that the address points at; "" where it points nowhere, or at what nobody can read.
 */
export function pointedAt() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

/**
 * The whole address of a page, or of a part of it, below a root: a folder has files to open where a server knows pages.
 * @param {string} path
 * @param {string} root
 */
export function addressOf(path, root) {
  const address = new URL(path, root);
  if (address.protocol === "file:" && address.pathname.endsWith("/")) address.pathname += "index.html";
  return address.href;
}

/**
 * Puts values in the address, a list as several of one name; empty ones are left out. All else in it stays.
 * @param {Record<string, string | number | string[] | undefined>} values
 */
export function keep(values) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    const [first, ...more] = [value].flat().filter(Boolean).map(String);
    // What stands in the address already keeps its place there.
    if (first) address.searchParams.set(name, first);
    else address.searchParams.delete(name);
    for (const one of more) address.searchParams.append(name, one);
  }
  if (address.href === location.href) return;
  try {
    history.replaceState(history.state, "", address);
  } catch {
    // Some browsers allow only so many changes in a while; the page itself is as it was asked for all the same.
  }
}
