import { expect, test } from 'vitest';
import { readSettings } from './read-settings.ts';

test('settings are read as they are written', () => {
  expect(readSettings('report_s = 60\n\nname ＝ 东门 1\nloud=true\nid = 12345678901234567890')).toEqual({
    report_s: 60,
    name: '东门 1',
    loud: true,
    id: '12345678901234567890',
  });
  expect(readSettings('a = 1\nb 2')).toEqual({ line: 2 });
  expect(readSettings('fw_version = 2')).toEqual({ line: 1 });
});
