import type pg from 'pg';
import { withSystem } from '../db/with-actor.ts';
import type { DeclaredCatalogue } from './read-catalogue.ts';

/**
 * Brings the declared catalogue into the database. What a district edits there (lead, urgency, active, limits) is
 * kept; names and classes follow the files. A changed procedure or loop becomes a new version; running cases keep
 * theirs.
 * @returns procedures that got a new version
 */
export async function syncCatalogue(pool: pg.Pool, catalogue: DeclaredCatalogue): Promise<string[]> {
  return withSystem(pool, async (db, client) => {
    await client.query('select pg_advisory_xact_lock(610402, 7)');
    const { matters } = catalogue;
    await client.query(
      `insert into matter (key, kind, name, name_en, classes, lead, procedure, urgency, catalogue, active)
       select * from jsonb_to_recordset($1) as m(key text, kind text, name text, name_en text, classes jsonb, lead text, procedure text, urgency text, catalogue text, active boolean)
       on conflict (key) do update set name = excluded.name, name_en = excluded.name_en, classes = excluded.classes, catalogue = excluded.catalogue
       where (matter.name, matter.name_en, matter.classes, matter.catalogue) is distinct from (excluded.name, excluded.name_en, excluded.classes, excluded.catalogue)`,
      [JSON.stringify(matters.map(({ mapped_to: _mapped, ...matter }) => matter))],
    );
    await client.query(
      'update matter set mapped_to = m.mapped_to from jsonb_to_recordset($1) as m(key text, mapped_to text) where matter.key = m.key and matter.mapped_to is distinct from m.mapped_to',
      [JSON.stringify(matters.map(({ key, mapped_to }) => ({ key, mapped_to })))],
    );
    const { n } = await db
      .selectFrom('limit_rule')
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    if (n === 0)
      await client.query(
        `insert into limit_rule (matter, procedure, urgency, stage, amount, unit, warn_ratio, basis, valid_from)
         select matter, procedure, urgency, stage, amount, unit, coalesce(warn_ratio, 0.8), basis, '2020-01-01' from jsonb_to_recordset($1) as l(matter text, procedure text, urgency text, stage text, amount numeric, unit text, warn_ratio numeric, basis text)`,
        [JSON.stringify(catalogue.limits)],
      );
    const fresh: string[] = [];
    for (const key of catalogue.engine.procedures.keys()) {
      const { procedure, loop, hash } = catalogue.engine.pinned(key);
      const last = await db
        .selectFrom('procedure_version')
        .select(['version', 'hash'])
        .where('procedure', '=', key)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (last?.hash.split('#')[0] === hash) continue;
      const old = await db
        .selectFrom('procedure_version')
        .select('version')
        .where('procedure', '=', key)
        .where('hash', '=', hash)
        .executeTakeFirst();
      // a file put back to an older text is again a new version, under a hash of its own
      const kept = old ? `${hash}#${(last?.version ?? 0) + 1}` : hash;
      await db
        .insertInto('procedure_version')
        .values({
          procedure: key,
          version: (last?.version ?? 0) + 1,
          hash: kept,
          declaration: JSON.stringify({ procedure, loop }),
        })
        .execute();
      fresh.push(key);
    }
    return fresh;
  });
}
