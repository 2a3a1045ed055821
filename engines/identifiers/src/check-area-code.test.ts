import { describe, expect, it } from 'vitest';
import { checkAreaCode } from './check-area-code.ts';

describe('checkAreaCode', () => {
  it.each([
    ['61', { code: '61', level: 'province' }],
    ['610000', { code: '61', level: 'province' }],
    ['610402', { code: '610402', level: 'district' }],
    ['610402000000', { code: '610402', level: 'district' }],
    ['610402005', { code: '610402005', level: 'street', street: 'subdistrict' }],
    ['610422101', { code: '610422101', level: 'street', street: 'town' }],
    ['610402005004', { code: '610402005004', level: 'community', street: 'subdistrict', committee: 'residents' }],
    ['610402005214', { code: '610402005214', level: 'community', street: 'subdistrict', committee: 'villagers' }],
    ['610402005004001', { code: '610402005004001', level: 'grid', street: 'subdistrict', committee: 'residents' }],
  ])('reads %s', (text, value) => {
    expect(checkAreaCode(text)).toEqual({ ok: true, value });
  });

  it.each([
    [' ', 'empty'],
    ['61040', 'length'],
    ['61o402', 'characters'],
    ['990402', 'province'],
    ['610002', 'gap'],
    ['610402000004', 'gap'],
  ])('refuses %s: %s', (text, reason) => {
    expect(checkAreaCode(text)).toEqual({ ok: false, reason });
  });
});
