import { expect, test } from 'vitest';
import { actBody } from './act-body.ts';

test('the note travels apart from the other answers; what is empty is left out', () => {
  expect(actBody('return', 3, { note: '不归我们管', reason: 'not_ours' }, undefined)).toEqual({
    act: 'return',
    seq: 3,
    note: '不归我们管',
    data: { reason: 'not_ours' },
  });
  expect(actBody('take', undefined, { note: '' }, 9)).toEqual({ act: 'take', target: 9 });
});
