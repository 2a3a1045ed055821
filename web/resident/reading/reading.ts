import { useSyncExternalStore } from 'react';
import { thresholds } from '../../kit/thresholds.ts';
import { tokensFor } from './tokens.ts';

/** How this reader reads on this device. */
export type Reading = { elder: boolean; step: number };

const ELDER = 'gewu-elder';
const STEP = 'gewu-font-step';
const listeners = new Set<() => void>();
let reading: Reading = {
  elder: localStorage.getItem(ELDER) === '1',
  step: Number(localStorage.getItem(STEP) ?? 0) || 0,
};

/** Puts the reader's choice on the page. */
export function applyReading(): void {
  const root = document.documentElement;
  const tokens = tokensFor(reading.elder, reading.step);
  for (const [name, value] of Object.entries(tokens)) root.style.setProperty(name, value);
  root.classList.toggle('huge', Number.parseFloat(tokens['--r-font']) >= thresholds.largestFont);
  root.classList.toggle('elder', reading.elder);
}

/** The reader's choice, and changes of it. */
export function useReading(): Reading {
  return useSyncExternalStore(subscribe, () => reading);
}

/** Enters or leaves the elder version. Its texts start at its own first step. */
export function setElder(elder: boolean): void {
  change({ elder, step: 0 });
}

/** Chooses a size of text, from 0. */
export function setFontStep(step: number): void {
  change({ ...reading, step });
}

function change(next: Reading): void {
  reading = next;
  localStorage.setItem(ELDER, next.elder ? '1' : '0');
  localStorage.setItem(STEP, String(next.step));
  applyReading();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
