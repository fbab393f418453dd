// One soft tone, made on the spot. Browsers allow sound only after the reader has done something, so `prepare` is
// called from a click.
/** @type {AudioContext | null} */
let context = null;

export function prepare() {
  context ??= new AudioContext();
  context.resume();
}

export function chime() {
  if (!context) return;
  const start = context.currentTime;
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = 440;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.15, start + 0.08);
  volume.gain.exponentialRampToValueAtTime(0.001, start + 1.4);
  tone.connect(volume).connect(context.destination);
  tone.start(start);
  tone.stop(start + 1.5);
}
