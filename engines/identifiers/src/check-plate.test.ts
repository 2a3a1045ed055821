import { describe, expect, it } from 'vitest';
import { checkPlate } from './check-plate.ts';

describe('checkPlate', () => {
  it.each([
    ['陕D12345', { plate: '陕D12345', kind: 'ordinary' }],
    ['陕d·1a2b3', { plate: '陕D1A2B3', kind: 'ordinary' }],
    ['陕ＤＤ１２３４５', { plate: '陕DD12345', kind: 'new-energy', electric: true }],
    ['陕DF12345', { plate: '陕DF12345', kind: 'new-energy', electric: false }],
    ['陕D12345D', { plate: '陕D12345D', kind: 'new-energy', electric: true }],
    ['陕D1234挂', { plate: '陕D1234挂', kind: 'trailer' }],
    ['陕D1234学', { plate: '陕D1234学', kind: 'learner' }],
    ['粤Z1234港', { plate: '粤Z1234港', kind: 'cross-border' }],
    ['使014578', { plate: '使014578', kind: 'embassy' }],
  ])('reads %s', (text, value) => {
    expect(checkPlate(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'empty'],
    ['陕D1234', 'length'],
    ['日D12345', 'province'],
    ['陕I12345', 'characters'],
    ['陕D1234O', 'characters'],
    ['陕DL12345', 'form'],
  ])('refuses %s: %s', (text, reason) => {
    expect(checkPlate(text)).toEqual({ ok: false, reason });
  });
});
