import { expect, test } from 'vitest';
import { writeAct } from './send-act.ts';

test('the note and the target stand apart from the other answers', () => {
  expect(
    writeAct({ act: 'return', seq: 4, values: { reason: 'not_ours', note: '属水务局' }, files: ['f1'], target: 12 }),
  ).toEqual({
    act: 'return',
    seq: 4,
    note: '属水务局',
    data: { reason: 'not_ours' },
    files: ['f1'],
    target: 12,
  });
});

test('what was not given is not sent', () => {
  expect(writeAct({ act: 'take', seq: 3, values: {}, files: [], target: undefined })).toEqual({ act: 'take', seq: 3 });
});
