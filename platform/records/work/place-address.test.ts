import { makeGazetteer } from '@gewu/identifiers/make-gazetteer';
import { expect, it } from 'vitest';
import { placeAddress } from './place-address.ts';

const gazetteer = makeGazetteer(
  [
    { code: '610402', name: '秦都区' },
    { code: '610402005', name: '陈杨寨街道' },
    { code: '610402005004', name: '芙蓉社区' },
    { code: '610402005214', name: '曹家寨村' },
  ],
  [{ name: '芙蓉小区', area: '610402005004' }],
);

it.each([
  ['芙蓉小区3号楼2单元501室', '610402005004', '610402005004|芙蓉小区|3', '610402005004|芙蓉小区|3|2|501', 6],
  ['秦都区芙蓉小区3号楼', '610402005004', '610402005004|芙蓉小区|3', null, 5],
  ['曹家寨村三组12号', '610402005214', '610402005214|曹家寨村3组12号|', '610402005214|曹家寨村3组12号|||', 6],
  ['曹家寨村3组', '610402005214', '610402005214|曹家寨村3组|', null, 5],
  ['陕西省咸阳市礼泉县石桥镇西李村4组5号', null, '石桥镇|西李村4组5号|', null, 5],
])('places %s', (text, area, building, dwelling, level) => {
  const [foundArea, , foundBuilding, foundDwelling, foundLevel] = placeAddress(text, gazetteer);
  expect([foundArea, foundBuilding, foundDwelling, foundLevel]).toEqual([area, building, dwelling, level]);
});
