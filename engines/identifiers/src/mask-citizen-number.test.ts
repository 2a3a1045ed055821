import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskCitizenNumber } from './mask-citizen-number.ts';

it('shows the area and the end', () => {
  expect(maskCitizenNumber('610402199001010016')).toBe('610402********0016');
  expect(maskCitizenNumber('610402900101001')).toBe('610402******001');
});

it('hides a birth date whole, and anything mistyped', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{0,24}$/), (text) => {
      const masked = maskCitizenNumber(text);
      const shown = masked.replaceAll('*', '').length;
      expect(shown).toBe(text.length === 18 ? 10 : text.length === 15 ? 9 : 0);
      if (shown > 0) expect(masked.slice(6, text.length === 18 ? 14 : 12)).toMatch(/^\*+$/);
    }),
  );
});
