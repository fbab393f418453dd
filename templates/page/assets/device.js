// What is stored on this device, and how to be rid of it.
export function offerDevice() {
  const button = document.getElementById("device-open");
  const dialog = document.getElementById("device");
  button.addEventListener("click", () => dialog.showModal());
}
