// The answer places of a sheet, by name. A place's name is made of ids that an author chose, so it is never used where
// the page or the browser has names of its own: a control named "elements" would take the place of the form's property.

const PREFIX = "answer.";

export function controlsOf(form) {
  return [...form.elements].filter(({ name }) => name?.startsWith(PREFIX));
}

// The name of the place that a control is for.
export function placeOf(control) {
  return control.name.slice(PREFIX.length);
}

// What an object holds under a name that an author or a file chose; what all objects inherit does not count.
export function held(object, name) {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
