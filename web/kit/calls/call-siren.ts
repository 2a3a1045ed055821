let audio: AudioContext | undefined;
let turn: ReturnType<typeof setInterval> | undefined;

const TURN_MS = 2_400;

/** Rings and shakes until it is stopped. Browsers keep a page silent until it was touched once; shaking likewise. */
export function startSiren(): void {
  if (turn !== undefined) return;
  audio ??= new AudioContext();
  sound();
  turn = setInterval(sound, TURN_MS);
}

export function stopSiren(): void {
  clearInterval(turn);
  turn = undefined;
  navigator.vibrate?.(0);
}

/** Called from a touch, which is when a browser lets a page make sound. */
export function unlockSiren(): void {
  audio ??= new AudioContext();
  if (audio.state === 'suspended') void audio.resume();
}

function sound(): void {
  navigator.vibrate?.([500, 200, 500, 200, 500]);
  if (!audio) return;
  if (audio.state === 'suspended') void audio.resume();
  for (let i = 0; i < 6; i++) {
    const start = audio.currentTime + i * 0.3;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.type = 'square';
    tone.frequency.setValueAtTime(i % 2 === 0 ? 960 : 720, start);
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.35, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.28);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.29);
  }
}
