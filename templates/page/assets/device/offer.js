// Opens the dialog that says what is stored on this device. What it does is loaded only then.
import { byId } from "../core/element.js";

export function offerDevice() {
  byId("tk_device-open").addEventListener("click", async () => {
    const { showDevice } = await import("./dialog.js");
    await showDevice();
  });
}
