// Keeps the screen on while somebody needs it. A device takes that back whenever the page is out of sight.
let wanted = false;
let asked = false;
/** @type {WakeLockSentinel | null} */
let lock = null;
let tell = (/** @type {boolean} */ _isAwake) => {};

async function request() {
  if (!wanted || asked || lock || document.visibilityState !== "visible") return;
  asked = true;
  try {
    const granted = await navigator.wakeLock.request("screen");
    granted.addEventListener("release", () => {
      if (lock === granted) lock = null;
    });
    lock = granted;
    // It may have become needless while the device was asked.
    if (!wanted) release();
    tell(true);
  } catch {
    tell(false);
  } finally {
    asked = false;
  }
}

function release() {
  lock?.release();
  lock = null;
}

/**
 * `listener` hears whether the device allows it.
 * @param {(isAwake: boolean) => void} listener
 */
export function keepAwake(listener) {
  wanted = true;
  tell = listener;
  request();
}

export function letSleep() {
  wanted = false;
  release();
}

document.addEventListener("visibilitychange", request);
