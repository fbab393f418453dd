// Copies text; where the browser forbids it, the page shows it to be copied by hand.

/**
 * Returns whether it was copied; if not, `area` holds it, selected, once `show` has shown where it stands.
 * @param {string} text
 * @param {HTMLTextAreaElement} area
 * @param {() => void} show
 */
export async function copyText(text, area, show) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    area.value = text;
    show();
    area.focus();
    area.select();
    return false;
  }
}
