import { createHash } from 'node:crypto';
import type pg from 'pg';
import { withSystem } from '../../db/with-actor.ts';
import type { Source } from './declaration.ts';

/**
 * Brings the declared sources into the table `source`: new ones are added, changed ones updated, those whose file has
 * gone are marked as retired and keep their rows. The department is found by its code among the organisations, which
 * may come later: the next start finds it.
 */
export async function syncSources(pool: pg.Pool, sources: readonly Source[]): Promise<void> {
  const rows = sources.map(({ code, department, raw }) => {
    const declaration = JSON.stringify(raw);
    return { code, department, declaration, hash: createHash('sha256').update(declaration).digest('hex') };
  });
  await withSystem(pool, async (_db, client) => {
    await client.query('select pg_advisory_xact_lock(610402, 8)');
    await client.query(
      `insert into source as s (code, declaration, hash, department)
       select d.code, d.declaration::json, d.hash, o.id
       from jsonb_to_recordset($1) as d(code text, department text, declaration text, hash text)
       left join organisation o on o.code = d.department
       on conflict (code) do update set declaration = excluded.declaration, hash = excluded.hash, department = excluded.department, retired_at = null
       where (s.hash, s.department, s.retired_at) is distinct from (excluded.hash, excluded.department, null)`,
      [JSON.stringify(rows)],
    );
    await client.query('update source set retired_at = now() where retired_at is null and not code = any($1)', [
      rows.map(({ code }) => code),
    ]);
  });
}
