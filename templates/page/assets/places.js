// The answer places of a sheet, as the page carries them: what each is called, what it may hold, what it measures.
// toolkit/places.py makes them; no script makes up a name, a bound or a choice.
const { who, places } = JSON.parse(document.getElementById("tk_places").textContent);

const byControl = new Map(places.map((place) => [place.control, place]));

// The name of the place that says whose sheet it is.
export const WHO = who;

// Every place, in reading order.
export const all = places;

// The place that a control is for; undefined for controls of the page itself.
export function of(control) {
  return byControl.get(control.name);
}

// The controls in which places are filled in.
export function controlsOf(form) {
  return [...form.elements].filter(of);
}

// The name of the place that a control is for.
export function placeOf(control) {
  return of(control).name;
}

// What an object holds under a name that an author or a file chose; what all objects inherit does not count.
export function held(object, name) {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
