// The scripts' words, which stand translated in the page; braces are filled in.
export function say(name, values = {}) {
  const text = document.querySelector(`[data-word="${name}"]`).textContent;
  return text.replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
}

// Puts text into an element, where it is another: a line that is read out is said only when it changes.
export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
