import { Readable } from 'node:stream';
import type { DuckDBConnection } from '@duckdb/node-api';
import type pg from 'pg';
import { copyRows } from '../../db/copy-rows.ts';
import type { RecordsContext } from '../records-context.ts';
import { runStatements } from './run-statements.ts';

const CHUNK = 20_000;

/**
 * Seals the sensitive values that the rows of this run name and PostgreSQL does not hold yet (those of a child whose
 * rows did not all tell the birth date, say). Reads `secret_new`, `secret_known`.
 * @returns how many were new
 */
export async function keepSecrets(ctx: RecordsContext, client: pg.ClientBase, db: DuckDBConnection): Promise<number> {
  await runStatements(db, [
    `create or replace table secret_lacking as
     select n.id, any_value(n.kind) as kind, any_value(n.v) as v from secret_new n
     anti join secret_known k on k.id = ('0x' || n.id)::ubigint group by n.id`,
  ]);
  await client.query('create temporary table new_secret (id text collate "C", kind text, sealed bytea) on commit drop');
  const result = await db.stream('select id, kind, v from secret_lacking');
  let waiting: string[] = [];
  const send = async () => {
    if (waiting.length > 0)
      await copyRows(client, 'new_secret', ['id', 'kind', 'sealed'], Readable.from([Buffer.from(waiting.join(''))]));
    waiting = [];
  };
  for await (const chunk of result) {
    for (const [id, kind, value] of chunk.getRows()) {
      waiting.push(`${String(id)}\t${String(kind)}\t\\x${ctx.sealer.sealJson(value).toString('hex')}\n`);
      if (waiting.length >= CHUNK) await send();
    }
  }
  await send();
  const { rowCount } = await client.query(
    'insert into secret (id, kind, sealed) select id, kind, sealed from new_secret on conflict (id) do nothing',
  );
  return rowCount ?? 0;
}

/** After the commit: these are known now. */
export async function rememberSecrets(db: DuckDBConnection): Promise<void> {
  await db.run(`insert into secret_known select ('0x' || id)::ubigint from secret_lacking`);
}
