import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryRows, runStatements } from '../../entities/run-statements.ts';
import type { Source } from '../../sources/declaration.ts';
import { readSources } from '../../sources/read-sources.ts';
import { CATALOGUE } from '../../testing/with-records.ts';
import { rowHashes, setUnchangedAside } from '../unchanged-sql.ts';
import { stageRows } from './stage-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'gewu-lines-'));
const source = readSources(CATALOGUE).sources.find(({ code }) => code === 'hotline-contacts') as Source;
const HEAD = source.fields.map(({ column }) => column);
const NUMBER = 7;
let db: DuckDBConnection;
beforeAll(async () => {
  db = await (await DuckDBInstance.create(':memory:')).connect();
  await runStatements(db, [
    'create table row_state (source USMALLINT, key BIGINT, hash BIGINT, record BIGINT, gone BOOLEAN, sum UBIGINT)',
    // the installation's own is keyed; which keys come out is of no account here
    'create macro row_hash(text) as (hash(text) >> 1)::bigint',
  ]);
});
afterAll(() => {
  db.closeSync();
  rmSync(folder, { recursive: true });
});

type Row = { key: string; name: string; quoted: boolean };
const line = ({ key, name, quoted }: Row) =>
  HEAD.map((_, i) => (i === 0 ? key : i === 1 ? cell(name, quoted) : '')).join(',');
const cell = (text: string, quoted: boolean) =>
  quoted || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
const file = (rows: readonly Row[]) => [HEAD.join(','), ...rows.map(line)].join('\n');

async function stage(text: string, known?: number): Promise<{ same: unknown[]; left: unknown[]; byLine: number }> {
  async function* bytes(): AsyncGenerator<Buffer> {
    yield Buffer.from(text);
  }
  await stageRows(db, source, bytes, folder, known);
  await runStatements(db, setUnchangedAside(source, NUMBER));
  return {
    same: await queryRows(db, 'SELECT line, key, hash, record FROM unchanged ORDER BY line'),
    left: await queryRows(db, 'SELECT line, c0, c1, torn FROM staged ORDER BY line'),
    byLine: (await queryRows(db, 'SELECT 1 AS n FROM unchanged WHERE by_line')).length,
  };
}

/** Makes the store know the rows of a file, as a batch leaves them: of rows that share a key the first. */
async function know(text: string): Promise<void> {
  await db.run('delete from row_state');
  await stage(text);
  const { key, hash } = rowHashes(source);
  await db.run(`insert into row_state
    select ${NUMBER}, key, hash, row_number() over (order by line), false, sum from (
      select s.line, ${key} as key, ${hash} as hash, l.sum from staged s left join file_line l on l.line = s.line where torn is null)
    qualify row_number() over (partition by key order by line) = 1`);
}

describe('stageLines', () => {
  it('comes to what a look at every cell comes to, whatever the files', async () => {
    const row: fc.Arbitrary<Row> = fc.record({
      key: fc.constantFrom('1', '2', '3', '4', '5'),
      name: fc.constantFrom('李', '王#', ' 李', '说"好"', '两\n行', '9,1', ''),
      quoted: fc.boolean(),
    });
    const files = fc.array(row, { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(files, files, async (before, after) => {
        await know(file(before));
        const fast = await stage(file(after), NUMBER);
        const slow = await stage(file(after));
        expect(fast.same).toEqual(slow.same);
        expect(fast.left).toEqual(slow.left);
      }),
      { numRuns: 40 },
    );
  });

  it('knows rows again by their line, and by their cells under another heading', async () => {
    const rows = ['1', '2', '3'].map((key) => ({ key, name: '李', quoted: false }));
    await know(file(rows));
    expect(await stage(file(rows), NUMBER)).toMatchObject({ byLine: 3, left: [] });
    const turned = [HEAD, ...rows.map((each) => line(each).split(','))].map(([first, ...rest]) => [...rest, first]);
    const text = turned.map((cells) => cells.join(',')).join('\n');
    expect(await stage(text, NUMBER)).toMatchObject({ byLine: 0, left: [] });
  });
});
