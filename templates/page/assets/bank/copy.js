// Copies text; where the browser forbids it, the text is shown selected, to be copied by hand.

// Returns whether it was copied.
export async function copy(text, dialog) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = dialog.querySelector("textarea");
    area.value = text;
    dialog.showModal();
    area.focus();
    area.select();
    return false;
  }
}
