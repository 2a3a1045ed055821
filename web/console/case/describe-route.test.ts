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

test('a place found in the words of a message is told by its names', () => {
  const told = (reason: string) => describeRoute(reason, areas, i18next.t, false);
  expect(told('text names 芙蓉社区 (610402005004) > said')).toBe('文字中提到芙蓉社区 → 登记时指定了区域');
  expect(told('text names 芙蓉社区 (610402005004), 锦华社区 (610402006001): too far apart')).toBe(
    '文字中提到芙蓉社区, 锦华社区，相距太远',
  );
  expect(told('text names no known place')).toBe('文字中没有认得的地名');
});

test('what is no term is shown as it came', () => {
  expect(describeRoute('by hand', areas, i18next.t, false)).toBe('by hand');
});
