import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { consoleTexts } from '../locales/console-texts.ts';
import type { Area } from '../shared/area-tree.ts';
import { describeRoute } from './describe-route.ts';

const area = (code: string, name: string): Area => ({
  code,
  level: code.length / 3 - 1,
  parent: null,
  name,
  nameEn: null,
  kind: 'basic',
  governedBy: null,
  households: null,
});
const areas = [area('610402005004', '芙蓉社区'), area('610402005004001', '第一网格')];

beforeAll(() =>
  i18next.init({ lng: 'zh-CN', keySeparator: false, resources: { 'zh-CN': { translation: consoleTexts.zh } } }),
);

test('each term of the chain is said in words', () => {
  expect(describeRoute('inside > 610402005004001:off-duty > 610402005004:duty_officer', areas, i18next.t, false)).toBe(
    '坐标落在网格内 → 芙蓉社区第一网格：无人在岗 → 芙蓉社区：社区值班员',
  );
});

test('what is no term is shown as it came', () => {
  expect(describeRoute('text names 芙蓉 > said', areas, i18next.t, false)).toBe('text names 芙蓉 → 登记时指定了区域');
});
