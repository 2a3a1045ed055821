import { expect, it } from 'vitest';
import type { Places } from '../world/places.ts';
import { Chance } from './chance.ts';
import { chineseNumber, writeAddress } from './write-address.ts';

const compound = {
  community: '芙蓉社区',
  communityCode: '610402005004',
  street: '陈杨寨街道',
  grid: '610402005004001',
  gated: true,
  built: 2001,
  lon: 108.7,
  lat: 34.3,
};
const places: Places = {
  compounds: [
    { ...compound, name: '芙蓉家属院', village: false },
    { ...compound, name: '3组', community: '曹家寨村', village: true },
  ],
  buildings: 2,
  homes: 2,
  compound: Int32Array.of(0, 1),
  number: Uint16Array.of(12, 7),
  entrances: Uint8Array.of(3, 1),
  floors: Uint8Array.of(6, 2),
  perFloor: Uint8Array.of(2, 1),
  building: Int32Array.of(0, 1),
  entrance: Uint8Array.of(2, 1),
  floor: Uint8Array.of(5, 1),
  door: Uint8Array.of(1, 1),
  area: Float32Array.of(80, 120),
  firstHome: Int32Array.of(0, 1, 2),
};

it.each([
  ['full', '陕西省咸阳市秦都区陈杨寨街道芙蓉社区芙蓉家属院12号楼2单元501室'],
  ['storey', '陕西省咸阳市秦都区陈杨寨街道芙蓉家属院12幢2单元5层501号'],
  ['dashes', '咸阳市秦都区芙蓉家属院12-2-501'],
  ['signs', '芙蓉社区芙蓉家属院12幢二单元501号'],
  ['mixed', '秦都区陈杨寨街道芙蓉社区芙蓉家属院十二号楼2单元501室'],
] as const)('writes a home in the habit %s', (style, text) => {
  expect(writeAddress(places, 0, 1, style, new Chance(1))).toBe(text);
});

it('writes groups and houses of villages, and other counties in full', () => {
  expect(writeAddress(places, 1, 1, 'full', new Chance(1))).toMatch(
    /^陕西省咸阳市秦都区陈杨寨街道曹家寨村(3|三)组7号$/,
  );
  expect(writeAddress(places, -4, 1, 'short', new Chance(1))).toMatch(/^陕西省咸阳市礼泉县/);
  expect(writeAddress(places, -1, 1, 'short', new Chance(1))).toBe('');
});

it('counts in Chinese', () => {
  expect([3, 10, 12, 20, 27].map(chineseNumber)).toEqual(['三', '十', '十二', '二十', '二十七']);
});
