import { withSystem } from '../../db/with-actor.ts';
import type { RecordsContext } from '../records-context.ts';
import type { RawSource } from '../sources/resolve-source.ts';

export type SourceStatus = {
  code: string;
  nameZh: string;
  rows: number;
  last: { name: string; state: string; at: string } | null;
};

/** For each declared source how many rows it holds now and what became of its last file. */
export async function readStatus(ctx: RecordsContext): Promise<SourceStatus[]> {
  return withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<{
      code: string;
      declaration: RawSource;
      rows: number;
      name: string | null;
      state: string;
      at: Date;
    }>(
      `select s.code, s.declaration, coalesce(r.n, 0) as rows, b.name, b.state, b.at from source s
       left join (select source, count(*) as n from record where vanished_at is null group by source) r on r.source = s.id
       left join lateral (select name, state, coalesce(finished_at, created_at) as at from record_batch where source = s.id order by id desc limit 1) b on true
       where s.retired_at is null order by s.code`,
    );
    return rows.map((row) => ({
      code: row.code,
      nameZh: row.declaration.name.zh,
      rows: row.rows,
      last: row.name === null ? null : { name: row.name, state: row.state, at: row.at.toISOString() },
    }));
  });
}
