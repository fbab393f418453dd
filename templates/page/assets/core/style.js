// Style sheets of what most visits do not need: loaded with the scripts that need them.

/** @type {Map<string, Promise<unknown>>} */
const asked = new Map();

/**
 * Resolves once a style sheet holds; one that could not be had is asked for anew.
 * @param {string} address
 */
export function styled(address) {
  const known = asked.get(address);
  if (known) return known;
  const loading = new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => {
      link.remove();
      asked.delete(address);
      reject(new Error(address));
    });
    document.head.append(link);
  });
  asked.set(address, loading);
  return loading;
}
