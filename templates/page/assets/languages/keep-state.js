// A link to another language leads to the same page in the same state: filters, choices and place go along.
export function keepState() {
  for (const link of document.querySelectorAll(".languages a[hreflang]")) {
    link.addEventListener("click", () => {
      link.search = location.search;
      link.hash = location.hash;
    });
  }
}
