// Lets this browser keep the pages, once the page itself stands.
import { isPossible, isUnwanted } from "../core/publication.js";

export function keepPages() {
  if (!isPossible() || isUnwanted()) return;
  addEventListener("load", async () => {
    const { watch } = await import("./news.js");
    await watch();
  });
}
