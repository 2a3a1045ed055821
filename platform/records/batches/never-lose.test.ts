import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withDatabase } from '../../testing/with-database.ts';
import { queryRows } from '../entities/run-statements.ts';
import { policeFile, policeRow } from '../testing/make-rows.ts';
import { withRecords } from '../testing/with-records.ts';
import { openWorkStore } from '../work/open-work-store.ts';
import { pendingBatches } from './import-pending.ts';
import { runBatch } from './run-batch.ts';

const database = withDatabase();
const records = withRecords(database);

type Step = { rows: Map<number, { name: string; bad: boolean }>; partial: boolean; dieAt: number | undefined };
type Held = { name: string; gone: boolean; versions: number };

const step: fc.Arbitrary<Step> = fc.record({
  rows: fc
    .array(
      fc.record({
        key: fc.integer({ min: 1, max: 12 }),
        name: fc.constantFrom('王小明', '李小红', '张三'),
        bad: fc.boolean(),
      }),
      { maxLength: 12 },
    )
    .map((rows) => new Map(rows.map(({ key, ...rest }) => [key, rest]))),
  partial: fc.boolean(),
  // at which call of the progress the process "dies"
  dieAt: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
});

/** What the base must hold after a file, said in the plainest way. */
function follow(held: Map<number, Held>, { rows, partial }: Step): void {
  for (const [key, { name, bad }] of rows) {
    const was = held.get(key);
    if (bad) continue;
    if (!was) held.set(key, { name, gone: false, versions: 0 });
    else if (was.gone || was.name !== name) held.set(key, { name, gone: false, versions: was.versions + 1 });
  }
  if (partial) return;
  for (const [key, was] of held) if (!rows.has(key)) held.set(key, { ...was, gone: true });
}

async function runPending(dieAt: number | undefined): Promise<void> {
  const store = await openWorkStore(records.ctx, { memory: '300MB' });
  let calls = 0;
  try {
    for (const id of await pendingBatches(records.ctx))
      await runBatch(records.ctx, store, id, {
        chunk: 3,
        onProgress: () => {
          calls += 1;
          if (calls === dieAt) throw new Error('died');
        },
      });
    // dead after the last row was in, before the store was sealed
    if (dieAt !== undefined) throw new Error('died');
    await store.close();
  } catch (error) {
    await store.discard();
    if ((error as Error).message !== 'died') throw error;
  }
}

describe('any sequence of imports and crashes', () => {
  it('loses no row, doubles none, and keeps every id', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        await database.owner.query('truncate record, record_past, record_quarantine, record_batch, secret');
        const held = new Map<number, Held>();
        const ids = new Map<string, number>();
        for (const each of steps) {
          const rows = [...each.rows].map(([key, { name, bad }]) =>
            policeRow(key, { 姓名: name, ...(bad && { 户号: '' }) }),
          );
          await records.stage('police-households', policeFile(...rows), { partial: each.partial });
          await runPending(each.dieAt);
          await runPending(undefined);
          follow(held, each);
          const { rows: is } = await database.owner.query(
            `select id, fields->>'登记编号' as key, fields->>'姓名' as name, vanished_at is not null as gone,
               (select count(*) from record_past where record = id) as versions from record order by key`,
          );
          const wanted = [...held]
            .map(([key, value]) => ({ key: String(key), ...value }))
            .sort((a, b) => (a.key < b.key ? -1 : 1));
          expect(is.map(({ id: _id, ...row }) => row)).toEqual(wanted);
          for (const { id, key } of is) expect(ids.get(key) ?? id).toBe(id);
          for (const { id, key } of is) ids.set(key, id);
        }
        const { rows: sums } = await database.owner.query(
          'select count(*) as open from record_batch where rows_in <> inserted + updated + unchanged + quarantined or state <> $1',
          ['done'],
        );
        expect(sums).toEqual([{ open: 0 }]);
        const [store] = await records.inStore(({ db }) => queryRows(db, 'SELECT count(*) AS n FROM row_state'));
        expect(store?.n).toBe(held.size);
      }),
      { numRuns: 8 },
    );
  }, 240_000);
});
