import { expect, it } from 'vitest';
import { nameUuid } from './name-uuid.ts';

it('gives equal names one id and different names different ones, marked version 5', () => {
  expect(nameUuid('import:1:2')).toBe(nameUuid('import:1:2'));
  expect(new Set(Array.from({ length: 1000 }, (_, i) => nameUuid(`import:1:${i}`))).size).toBe(1000);
  expect(nameUuid('工单')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
