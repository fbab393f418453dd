// Index pages: filters by facet and by text, and an order of one's choice.
import { maybe } from "./core/element.js";
import { Index } from "./index/index.js";

const form = maybe(document, "#tk_facets", HTMLFormElement);
if (form) new Index(form).start();
