import { expect, test } from 'vitest';
import { keepActId } from './keep-act-id.ts';

test('the same content keeps its id, another content gets another', () => {
  let n = 0;
  const idFor = keepActId(() => `id-${++n}`);
  expect(idFor({ act: 'return', note: '不属实' })).toBe('id-1');
  expect(idFor({ act: 'return', note: '不属实' })).toBe('id-1');
  expect(idFor({ act: 'return', note: '不属实。' })).toBe('id-2');
});
