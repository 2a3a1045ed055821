import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keyedHash } from '../keyed-hash.ts';
import { defineMacros } from './define-macros.ts';
import { queryRows } from './run-statements.ts';

const hashKey = Buffer.alloc(32, 7).toString('base64');
const db = await (await DuckDBInstance.create(':memory:')).connect();
await defineMacros(db, hashKey);

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

it('names sensitive values as the server does', async () => {
  const ctx = { config: { secrets: { hashKey } } } as Parameters<typeof keyedHash>[0];
  const word = fc.stringMatching(/^[0-9A-Za-z张伟\\' ]{0,20}$/);
  await fc.assert(
    fc.asyncProperty(word, word, async (kind, value) => {
      const [row] = await queryRows<{ id: string }>(db, `select keyed(${text(kind)}, ${text(value)}) as id`);
      expect(row?.id).toBe(keyedHash(ctx, kind, value));
    }),
    { numRuns: 50 },
  );
});

it('orders voices by trust or by the day, and gives back the row that spoke', async () => {
  const voice = fc.record({ trust: fc.nat(100), day: fc.nat(32_767), record: fc.nat(2 ** 31 - 1), part: fc.nat(7) });
  await fc.assert(
    fc.asyncProperty(voice, voice, async (a, b) => {
      const mention = (v: typeof a) => v.record * 8 + v.part;
      const score = (macro: string, v: typeof a) => `${macro}(${v.trust}, ${v.day}::bigint, ${mention(v)}::bigint)`;
      const [row] = await queryRows<{ trust: boolean; recency: boolean; record: number }>(
        db,
        `select ${score('by_trust', a)} > ${score('by_trust', b)} as trust,
           ${score('by_recency', a)} > ${score('by_recency', b)} as recency, winner(${score('by_trust', a)}) as record`,
      );
      const before = (...pairs: [number, number][]) => {
        const [x, y] = pairs.find(([left, right]) => left !== right) ?? [0, 0];
        return x > y;
      };
      expect(row?.trust).toBe(before([a.trust, b.trust], [a.day, b.day], [mention(b), mention(a)]));
      expect(row?.recency).toBe(before([a.day, b.day], [a.trust, b.trust], [mention(b), mention(a)]));
      expect(row?.record).toBe(a.record);
    }),
    { numRuns: 50 },
  );
});

it('writes an address key as people write it, and gives keyed kinds ids of their own range', async () => {
  const [row] = await queryRows<{ room: string; estate: string; id: number }>(
    db,
    `select area_of_key('610402005004|芙蓉小区|3') as area, area_of_key('秦都区|芙蓉小区|3') is null as unknown,
       readable('610402005004|芙蓉小区|3||501') as room, readable('610402005004|芙蓉小区') as estate,
       keyed_id('dwelling', 'x') as id`,
  );
  expect(row).toMatchObject({ area: '610402005004', unknown: true, room: '芙蓉小区3-501', estate: '芙蓉小区' });
  expect(row?.id).toBeGreaterThanOrEqual(2 ** 52);
  expect(row?.id).toBeLessThan(2 ** 53);
});
