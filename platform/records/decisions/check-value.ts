import { checkCitizenNumber } from '@gewu/identifiers/check-citizen-number';
import { checkPhone } from '@gewu/identifiers/check-phone';
import { checkUscc } from '@gewu/identifiers/check-uscc';
import type { Base, BaseField } from '../sources/declaration.ts';

/**
 * A value that somebody typed, in the normal form of its field.
 * @returns undefined where it cannot be one; null means that there is none
 */
export function checkValue(base: Base, { type, codes }: BaseField, value: unknown): string | null | undefined {
  if (value === null || value === '') return null;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).normalize('NFC').trim();
  if (text === '' || text.length > 200) return undefined;
  switch (type) {
    case 'citizen': {
      const checked = checkCitizenNumber(text);
      return checked.ok ? checked.value.number : undefined;
    }
    case 'phone': {
      const checked = checkPhone(text);
      return checked.ok ? checked.value.number : undefined;
    }
    case 'uscc': {
      const checked = checkUscc(text);
      return checked.ok ? checked.value.code : undefined;
    }
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
    case 'number':
      return Number.isFinite(Number(text)) ? String(Number(text)) : undefined;
    case 'code':
      return base.codes[codes ?? '']?.values[text] ? text : undefined;
    case 'area':
      return /^\d{6,15}$/.test(text) ? text : undefined;
    case 'component':
      return /^\d{16,18}$/.test(text) ? text : undefined;
    case 'text':
    case 'address':
      return text;
  }
}
