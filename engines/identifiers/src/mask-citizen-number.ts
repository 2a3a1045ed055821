/**
 * 610402199001010016 → 610402********0016, an old one 610402******001: enough to recognise, not to know. The birth date
 * never shows. Anything of another length is hidden whole, so that a mistyped number does not leak.
 */
export function maskCitizenNumber(number: string): string {
  if (number.length === 18) return `${number.slice(0, 6)}********${number.slice(14)}`;
  if (number.length === 15) return `${number.slice(0, 6)}******${number.slice(12)}`;
  return '*'.repeat(Math.min(number.length, 18));
}
