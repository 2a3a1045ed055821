import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drainOutbox } from './drain-outbox.ts';
import { mendItem } from './mend-item.ts';
import type { OutboxItem } from './outbox-item.ts';
import { Crash, callInWeather, FakeServer, MemoryStore, makeAct, makeReport, type Weather } from './testing.ts';

const weathers: Weather[] = ['fine', 'request-lost', 'answer-lost', 'busy', 'portal', 'signed-out', 'crash', 'news'];

const thing = fc.record({
  lane: fc.constantFrom('2026010100000001', '2026010100000002', '2026010100000003', 'report'),
  files: fc.nat(2),
  bad: fc.boolean(),
});

function fill(store: MemoryStore, things: { lane: string; files: number; bad: boolean }[]): void {
  things.forEach((one, order) => {
    const id = `act-${order}`;
    const files = Array.from({ length: one.files }, (_, n) => `${id}-photo-${n}`);
    const item: OutboxItem =
      one.lane === 'report'
        ? makeReport({ id, order, files })
        : makeAct({
            id,
            order,
            lane: one.lane,
            files,
            body: { act: 'x', seq: 0, ...(one.bad ? { note: 'bad' } : {}) },
          });
    store.items.set(id, item);
  });
}

/** Runs the outbox through the weather, restarting after crashes, mending what is refused, until all is sent. */
async function live(store: MemoryStore, server: FakeServer, weather: Weather[]): Promise<void> {
  const queue = [...weather];
  let now = 0;
  for (let round = 0; round < 2000; round += 1) {
    try {
      await drainOutbox(
        store,
        async (job) => callInWeather(server, job, queue.shift() ?? 'fine'),
        'wang',
        () => now,
      );
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
    for (const item of store.items.values()) {
      if (item.state === 'refused') store.items.set(item.id, mendItem(item, { body: { note: 'good' } }, now));
    }
    if ([...store.items.values()].every((item) => item.state === 'sent')) return;
    now += 300_000;
  }
  throw new Error('the outbox never ran empty');
}

test('any weather: each item is accepted exactly once, in its order within the case, photos first', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(thing, { maxLength: 12 }),
      fc.array(fc.constantFrom(...weathers), { maxLength: 60 }),
      async (things, weather) => {
        const store = new MemoryStore();
        const server = new FakeServer();
        fill(store, things);
        await live(store, server, weather);
        expect(server.accepted.map((one) => one.id).sort()).toEqual([...store.items.keys()].sort());
        for (const lane of new Set(server.accepted.map((one) => one.lane))) {
          const orders = server.accepted.filter((one) => one.lane === lane).map((one) => one.order);
          expect(orders).toEqual([...orders].sort((a, b) => a - b));
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('the same queue replayed five times over a bad network: each act once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(thing, { minLength: 1, maxLength: 8 }),
      fc.array(fc.constantFrom(...weathers), { maxLength: 30 }),
      async (things, weather) => {
        const server = new FakeServer();
        for (let replay = 0; replay < 5; replay += 1) {
          const store = new MemoryStore();
          fill(store, things);
          await live(store, server, weather);
        }
        expect(server.accepted).toHaveLength(things.length);
      },
    ),
    { numRuns: 100 },
  );
});
