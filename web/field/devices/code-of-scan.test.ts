import { expect, test } from 'vitest';
import { codeOfScan } from './code-of-scan.ts';

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
