/** First two digits of an area code (GB/T 2260) that are provinces or the like; 81–83 also head residence permits. */
export const PROVINCE_CODES: readonly number[] = [
  11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
  64, 65, 71, 81, 82, 83,
];

const KNOWN = new Uint8Array(100);
for (const code of PROVINCE_CODES) KNOWN[code] = 1;

/** Whether two digits, as a number, begin the area code of a province, municipality or region. */
export function isProvinceCode(code: number): boolean {
  return KNOWN[code] === 1;
}
