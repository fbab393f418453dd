// Goes to the reader's language from the root page. Without scripts the page is a list of links.
// "#choose" in the address keeps the list, for readers who want another language than their browser's.
if (location.hash !== "#choose") {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".choose a");
  for (const wanted of navigator.languages ?? [navigator.language]) {
    const found = [...links].find((link) => link.hreflang === wanted.split("-")[0].toLowerCase());
    if (found) {
      location.replace(found.href);
      break;
    }
  }
}
