import { maskCitizenNumber } from '@gewu/identifiers/mask-citizen-number';

/**
 * A sensitive value as lists and pages show it: enough to recognise, not to know. Of a child nothing but the first
 * character of the name is left (PIPL Art. 28).
 * @param type of the field in base.yaml
 */
export function maskValue(type: string, value: unknown, minor = false): string {
  const text = typeof value === 'string' ? value : String(value ?? '');
  if (minor) return type === 'text' && /^\p{Script=Han}/u.test(text) ? `${[...text][0]}**` : '****';
  if (type === 'citizen') return maskCitizenNumber(text);
  if (type === 'phone') return text.length >= 7 ? `${text.slice(0, 3)}****${text.slice(-4)}` : '*'.repeat(text.length);
  if (type === 'date') return '****-**-**';
  const [first = '', ...rest] = text;
  return `${first}${'*'.repeat(Math.min(rest.length, 6))}`;
}

/** 1985-06-07 → 1985-**-**, in whatever way the date is written. */
export function maskBirth(date: string): string {
  const year = /(?:19|20)\d{2}/.exec(date)?.[0];
  return year ? `${year}-**-**` : '****-**-**';
}
