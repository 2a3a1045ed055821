/**
 * The steps of reading a phone number, in the common subset of JavaScript's and DuckDB's (RE2) patterns, so that the
 * check in TypeScript and the one in SQL are the same one. Area codes: 010 and 02x with eight digits behind, 03xx–09xx
 * with seven or eight (numbering plan of the MIIT).
 */
export const PHONE_PATTERNS = {
  junk: '[ \u00a0\\t\\r\\n()._/]',
  dashes: '[‐‑‒–—―]',
  country: '^(\\+|00)86-?',
  bareCountry: '^86-?(1[3-9][0-9]{9})$',
  wordExtension: '^(.*[0-9])-*(转|分机|ext|EXT|Ext|x|X|#|,)+([0-9]{1,6})$',
  dashExtension: '^(0(10|2[0-57-9]|[3-9][0-9]{2})-[2-9][0-9]{6,7})-([0-9]{1,6})$',
  digits: '^[0-9]+$',
  mobile: '^1[3-9][0-9]{9}$',
  filler: '0{8}$',
  fixed: '^(010|02[0-57-9])([2-9][0-9]{7})$|^(0[3-9][0-9]{2})([2-9][0-9]{6,7})$',
  service: '^[48]00[0-9]{7}$',
  hotline: '^(1[0-9]{2}|1[0-9]{4,5}|9[0-9]{4,5})$',
  local: '^[2-9][0-9]{6,7}$',
} as const;
