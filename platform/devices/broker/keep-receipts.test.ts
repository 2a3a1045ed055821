import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createReceipts } from './keep-receipts.ts';

const turn = () => new Promise((wake) => setImmediate(() => setImmediate(wake)));

it('tells of each message once, in the order of arrival, and never before it and all before it are kept', async () => {
  const ids = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(ids, fc.func(fc.integer()), async (asked, weight) => {
      const told: number[] = [];
      const receipts = createReceipts(
        (some) => told.push(...some),
        () => undefined,
      );
      // 0 asks for no acknowledgement; the others are numbered by their place
      const sent = asked.map((ask, place) => (ask === 0 ? 0 : place + 1));
      const ends = sent.map((id) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        receipts.add(id, promise);
        return resolve;
      });
      const order = sent.map((_, place) => place).sort((a, b) => weight(a) - weight(b));
      const kept = new Set<number>();
      for (const place of order) {
        ends[place]?.();
        kept.add(place);
        await turn();
        const first = sent.findIndex((_, at) => !kept.has(at));
        const done = first < 0 ? sent : sent.slice(0, first);
        expect(told).toEqual(done.filter((id) => id > 0));
        expect(receipts.waiting).toBe(sent.length - done.length);
      }
    }),
    { numRuns: 40 },
  );
});

it('tells those of one commit together, and fails once a message could not be kept', async () => {
  const told: number[][] = [];
  const faults: string[] = [];
  const receipts = createReceipts(
    (some) => told.push(some),
    (error) => faults.push(error.message),
  );
  const commit = Promise.withResolvers<void>();
  for (const id of [5, 6, 7]) receipts.add(id, commit.promise);
  receipts.add(8, Promise.reject(new Error('not kept')));
  commit.resolve();
  await turn();
  expect(told).toEqual([[5, 6, 7]]);
  expect(faults).toEqual(['not kept']);
});
