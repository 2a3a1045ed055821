import type { DuckDBConnection } from '@duckdb/node-api';
import { withSystem } from '../../db/with-actor.ts';
import { queryRows } from '../entities/run-statements.ts';
import type { RecordsContext } from '../records-context.ts';
import type { Names } from './place-addresses.ts';

/**
 * The names by which addresses are read: the area tree of the district, and the compounds that the sources have told of
 * so far with the community they lie in. A name that two communities share is no help and is left out.
 */
export async function readNames(ctx: RecordsContext, db: DuckDBConnection): Promise<Names> {
  const areas = await withSystem(ctx.pool, (sql) =>
    sql.selectFrom('area').select(['code', 'name']).where('closed_at', 'is', null).orderBy('code').execute(),
  );
  const compounds = await queryRows<{ name: string; area: string }>(
    db,
    `SELECT split_part(key, '|', 2) AS name, min(split_part(key, '|', 1)) AS area FROM m_compound
     WHERE length(split_part(key, '|', 1)) = 12 GROUP BY ALL HAVING count(DISTINCT split_part(key, '|', 1)) = 1 ORDER BY name`,
  );
  return { areas: areas.filter(({ code }) => code.length <= 12), compounds };
}

/** Puts the codes of all areas where SQL finds them. */
export async function loadAreaCodes(ctx: RecordsContext, db: DuckDBConnection): Promise<void> {
  const areas = await withSystem(ctx.pool, (sql) => sql.selectFrom('area').select('code').execute());
  await db.run('CREATE OR REPLACE TEMP TABLE area_code (code VARCHAR)');
  const appender = await db.createAppender('area_code', null, 'temp');
  for (const { code } of areas) {
    appender.appendVarchar(code);
    appender.endRow();
  }
  appender.closeSync();
}
