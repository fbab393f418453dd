// The parts of a bank's page. They are known by a data attribute, since a question's id may be any word.
import { one } from "../core/element.js";

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} name
 * @param {new () => T} [type]
 * @param {ParentNode} [within]
 */
export function hook(name, type, within = document) {
  return one(within, `[data-bank="${name}"]`, type);
}
