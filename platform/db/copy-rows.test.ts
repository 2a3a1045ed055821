import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { withDatabase } from '../testing/with-database.ts';
import { copyOut } from './copy-out.ts';
import { COPY_FORMAT, copyRows } from './copy-rows.ts';
import { withSystem } from './with-actor.ts';

const database = withDatabase();
const COLUMNS = ['id', 'source', 'key', 'hash', 'area', 'fields', 'batch', 'since'];
const line = (id: number, fields: string) => `${id}\t1\t${id}\t9\t610402\t${fields}\t1\t2026-01-01\n`;

describe('copyRows', () => {
  it('copies in and out what a cell may hold, also where the policies bind the role', async () => {
    for (const bypass of ['bypassrls', 'nobypassrls']) {
      await database.owner.query(`alter role gewu_system ${bypass}`);
      await withSystem(database.pool, async (_db, client) => {
        await client.query('delete from record');
        const rows = [line(1, '{"名":"a\\tb\\"，\\n"}'), line(2, '{}')];
        expect(await copyRows(client, 'record', COLUMNS, Readable.from(rows.map((row) => Buffer.from(row))))).toBe(2);
        const { rows: kept } = await client.query("select fields->>'名' as name from record where id = 1");
        expect(kept).toEqual([{ name: 'a\tb"，\n' }]);
        const out = await text(copyOut(client, 'select id, area, null from record order by id', COPY_FORMAT));
        expect(out).toBe('1\t610402\t\n2\t610402\t\n');
      });
    }
    await database.owner.query('alter role gewu_system bypassrls');
  });

  it('copies out more than the driver holds at once without mixing the rows up', async () => {
    await withSystem(database.pool, async (_db, client) => {
      const query = 'select n, n * 7, repeat(chr(97 + n % 26), n % 40) from generate_series(1, 200000) n';
      const lines = (await text(copyOut(client, query, COPY_FORMAT))).trimEnd().split('\n');
      expect(lines).toHaveLength(200_000);
      expect(lines.filter((each, i) => !each.startsWith(`${i + 1}\t${(i + 1) * 7}\t`))).toEqual([]);
    });
  });

  it('leaves the transaction to be rolled back when a row or the source is wrong', async () => {
    const load = (source: Readable) =>
      withSystem(database.pool, async (_db, client) => copyRows(client, 'record', COLUMNS, source));
    await expect(load(Readable.from([Buffer.from(line(7, '{}')), Buffer.from('x\n')]))).rejects.toThrow(
      /missing data|invalid input/,
    );
    const broken = new Readable({
      read() {
        this.destroy(new Error('the file ends early'));
      },
    });
    await expect(load(broken)).rejects.toThrow('the file ends early');
    const { rows } = await database.owner.query('select count(*) as n from record where id = 7');
    expect(rows).toEqual([{ n: 0 }]);
  });
});
