// The state of a page in its address, so that it can be kept, sent and taken along to another language.

export function wanted(name) {
  return new URLSearchParams(location.search).get(name) ?? "";
}

// Puts values in the address, a list as several of one name; empty ones are left out. All else in it stays.
export function keep(values) {
  const address = new URL(location);
  for (const [name, value] of Object.entries(values)) {
    const [first, ...more] = [value].flat().filter(Boolean);
    // What stands in the address already keeps its place there.
    if (first) address.searchParams.set(name, first);
    else address.searchParams.delete(name);
    for (const one of more) address.searchParams.append(name, one);
  }
  if (address.href === location.href) return;
  try {
    history.replaceState(history.state, "", address);
  } catch {
    // Some browsers allow only so many changes in a while; the page itself is as it was asked for all the same.
  }
}
