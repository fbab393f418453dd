// The scripts' words, which stand translated in the page; braces are filled in.
export function say(name, values = {}) {
  const text = document.querySelector(`[data-word="${name}"]`).textContent;
  return text.replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
}
