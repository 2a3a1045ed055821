import { expect, test } from 'vitest';
import { codeOfScan, readDeviceLabel } from './code-of-scan.ts';

test.each([
  ['SMK-0001', 'SMK-0001'],
  ['  SN: 8640012 ', '8640012'],
  ['S/N：8640012', '8640012'],
  ['序列号：A-7', 'A-7'],
  ['IMEI=860000000000001', '860000000000001'],
  ['https://maker.example/d?lang=zh&SN=K77', 'K77'],
  ['https://maker.example/q/K%2D78/', 'K-78'],
  ['https://maker.example', 'https://maker.example'],
  ['ID-44', 'ID-44'],
  ['', ''],
])('%s names %s', (label, code) => {
  expect(codeOfScan(label)).toBe(code);
});

test.each([
  [
    '{"sn":"A-1","vendor":"某厂","model":"S2","address":"芙蓉小区3号楼"}',
    { code: 'A-1', maker: '某厂', model: 'S2', place: '芙蓉小区3号楼' },
  ],
  ['SN:A-2;MODEL:S2', { code: 'A-2', model: 'S2' }],
  ['编号：A-3\n地址：芙蓉小区', { code: 'A-3', place: '芙蓉小区' }],
  ['https://maker.example/d?sn=A-4&model=S2', { code: 'A-4', model: 'S2' }],
  ['{broken', { code: '{broken' }],
  ['https://maker.example/%E0%A4%A', { code: '%E0%A4%A' }],
])('%s tells what the device is', (label, said) => {
  expect(readDeviceLabel(label)).toEqual(said);
});
