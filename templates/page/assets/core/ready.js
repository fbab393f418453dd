// Says on the page, for whoever watches it, when all is shown, and kept, that had to be waited for.
let waiting = 0;

/**
 * Every script of a page has asked by the time the page has loaded.
 * @template T
 * @param {Promise<T>} promise
 */
export async function awaited(promise) {
  waiting += 1;
  delete document.documentElement.dataset.ready;
  try {
    return await promise;
  } finally {
    waiting -= 1;
    if (waiting === 0) document.documentElement.dataset.ready = "";
  }
}
