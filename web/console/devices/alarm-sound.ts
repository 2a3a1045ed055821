const KEY = 'gewu-alarm-sound';
let audio: AudioContext | undefined;

/** Whether this browser rings for new alarms; off until somebody switches it on. */
export const isSoundOn = (): boolean => localStorage.getItem(KEY) === '1';

/** Switches the sound; browsers only let a page ring after a click, so this is called from one. */
export function switchSound(on: boolean): void {
  localStorage.setItem(KEY, on ? '1' : '0');
  if (on) ring('minor');
}

/** Two tones, three times and higher where it is grave. */
export function ring(severity: string): void {
  if (!isSoundOn()) return;
  audio ??= new AudioContext();
  if (audio.state === 'suspended') void audio.resume();
  const grave = severity === 'critical' || severity === 'major';
  const base = grave ? 880 : 523;
  for (let i = 0; i < (grave ? 6 : 2); i++) {
    const start = audio.currentTime + i * 0.22;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = i % 2 === 0 ? base : base * 0.75;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.25, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.2);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.21);
  }
}
