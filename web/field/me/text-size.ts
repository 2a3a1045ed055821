const KEY = 'gewu-field-size';
export const TEXT_SIZES = ['0', '1', '2'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** The text size chosen on this phone: 17, 20 or 24 px. */
export function textSize(): TextSize {
  const kept = localStorage.getItem(KEY);
  return TEXT_SIZES.find((size) => size === kept) ?? '0';
}

export function chooseTextSize(size: TextSize): void {
  localStorage.setItem(KEY, size);
  document.documentElement.dataset.size = size;
}

/** Applies the remembered size before the first paint. */
export function restoreTextSize(): void {
  document.documentElement.dataset.size = textSize();
}
