import type { DeviceLabel } from './code-of-scan.ts';

const labels = new Map<string, DeviceLabel>();

/** Keeps what a label told beside the code until the app is closed, for the form that follows. */
export function noteLabel(label: DeviceLabel): void {
  labels.set(label.code, label);
}

/** What the label of a code told; only the code where it was typed. */
export function labelOf(code: string): DeviceLabel {
  return labels.get(code) ?? { code };
}
