// Loads data that the build has written as scripts (toolkit/search/encoded.py): classic ones, since they alone work from
// a server and from a folder alike, without any loosening of the policy.

const VERSION = 2;

/** @typedef {[version: number, size: number, text: string]} Loaded */

/**
 * What a script holds; rejects where it is missing, cut short or of another version.
 * @param {string} address whole address of the script
 * @param {string} name what the script calls its data
 * @returns {Promise<any>}
 */
export async function load(address, name) {
  await run(address);
  /** @type {Record<string, Loaded>} */
  const known = Reflect.get(globalThis, "toolkitSearch") ?? {};
  const [version, size, text] = known[name] ?? [0, 0, ""];
  delete known[name];
  if (version !== VERSION || text.length !== size) throw new Error(address);
  return JSON.parse(text);
}

/** @param {string} address */
function run(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    const end = (/** @type {Event} */ event) => {
      script.remove();
      if (event.type === "load") resolve(undefined);
      else reject(new Error(address));
    };
    script.addEventListener("load", end);
    script.addEventListener("error", end);
    document.head.append(script);
  });
}
