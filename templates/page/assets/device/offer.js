// Opens the dialog that says what is stored on this device. What it does is loaded only then.
export function offerDevice() {
  document.getElementById("tk_device-open").addEventListener("click", async () => {
    const { showDevice } = await import("./dialog.js");
    await showDevice();
  });
}
