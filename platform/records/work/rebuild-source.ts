import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type DuckDBConnection, DuckDBDataChunk, VARCHAR } from '@duckdb/node-api';
import { quote } from '@gewu/identifiers/sql/half-width-sql';
import { quoteName } from '@gewu/linkage/run-sql';
import { copyOut } from '../../db/copy-out.ts';
import { COPY_FORMAT, COPY_READ_DUCKDB } from '../../db/copy-rows.ts';
import { withSystem } from '../../db/with-actor.ts';
import { checkSql } from '../batches/check-sql.ts';
import { extendDictionaries } from '../batches/dictionary-sql.ts';
import { mentionStatements } from '../batches/mention-sql.ts';
import { placeRows } from '../batches/place-rows.ts';
import { runStatements } from '../entities/run-statements.ts';
import type { RecordsContext } from '../records-context.ts';
import type { Base } from '../sources/declaration.ts';
import { kindsOf, mentionTable } from './store-tables.ts';
import type { StoredSource } from './sync-store.ts';

type StoreAt = { db: DuckDBConnection; base: Base; folder: string };

/**
 * Builds what the work store holds of a source anew from PostgreSQL: rows are copied out, their sensitive values opened,
 * and then they go the same way as a file's. What changed after the last finished link run began is marked as changed.
 * @param only these records, for a store of a few
 */
export async function rebuildSource(
  ctx: RecordsContext,
  store: StoreAt,
  source: StoredSource,
  only?: readonly number[],
): Promise<void> {
  const { db, base } = store;
  await copyRecords(ctx, store, source.number, only);
  await openNamedSecrets(ctx, store);
  await stageRecords(store, source);
  await runStatements(db, [
    ...extendDictionaries(source.declared),
    checkSql(source.declared, '(now() + INTERVAL 8 HOUR)::DATE'),
  ]);
  await placeRows(ctx, db, source.declared);
  const here = `SELECT line, record, batch, area FROM came`;
  await runStatements(db, [
    `INSERT INTO row_state SELECT ${source.number}, r.key, r.hash, r.record, r.batch, c.seen, r.area, r.gone, NULL
     FROM came r JOIN checked c ON c.line = r.line ORDER BY r.record`,
    ...mentionStatements(base, source.declared, source.number, `${here} WHERE NOT gone`),
    ...markChanged(base, source),
    'DROP TABLE came',
    'DROP TABLE opened',
    'DROP TABLE staged',
    'DROP TABLE checked',
  ]);
}

async function copyRecords(
  ctx: RecordsContext,
  { db, folder }: StoreAt,
  source: number,
  only: readonly number[] | undefined,
): Promise<void> {
  const path = join(folder, 'came.tsv');
  await withSystem(ctx.pool, async (_db, client) => {
    const last = `coalesce((select max(started_at) from link_run where state = 'done'), '-infinity')`;
    const query = `select id, key, hash, area, batch, vanished_at is not null, greatest(since, vanished_at) > ${last}, fields from record where source = ${source}${only ? ` and id in (${only.join(', ')})` : ''}`;
    await pipeline(copyOut(client, query, COPY_FORMAT), createWriteStream(path, { mode: 0o600 }));
  });
  await db.run(
    `CREATE OR REPLACE TEMP TABLE came AS SELECT (row_number() OVER ())::INTEGER AS line, * FROM read_csv(${quote(path)},
       ${COPY_READ_DUCKDB}, max_line_size = 4194304,
       columns = {'record': 'BIGINT', 'key': 'BIGINT', 'hash': 'BIGINT', 'area': 'VARCHAR', 'batch': 'BIGINT', 'gone': 'BOOLEAN', 'fresh': 'BOOLEAN', 'fields': 'VARCHAR'})`,
  );
  await rm(path);
}

/** Opens the sensitive values that the rows name; one that was destroyed stays a hole. */
async function openNamedSecrets(ctx: RecordsContext, { db }: StoreAt): Promise<void> {
  await runStatements(db, [
    `CREATE OR REPLACE TEMP TABLE named AS SELECT DISTINCT unnest(regexp_extract_all(fields, '"§": ?"([0-9a-f]{16})"', 1)) AS id FROM came`,
    'CREATE OR REPLACE TEMP TABLE opened (id VARCHAR, value VARCHAR)',
    `INSERT INTO secret_known SELECT ('0x' || id)::UBIGINT FROM named EXCEPT SELECT id FROM secret_known`,
  ]);
  const appender = await db.createAppender('opened', null, 'temp');
  const result = await db.stream('SELECT id FROM named');
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const ids = chunk.getColumnValues(0) as string[];
    const rows = await withSystem(ctx.pool, (sql) =>
      sql.selectFrom('secret').select(['id', 'sealed']).where('id', 'in', ids).execute(),
    );
    if (rows.length === 0) continue;
    const out = DuckDBDataChunk.create([VARCHAR, VARCHAR], rows.length);
    out.setColumns([rows.map(({ id }) => id), rows.map(({ sealed }) => String(ctx.sealer.openJson(sealed)))]);
    appender.appendDataChunk(out);
  }
  appender.closeSync();
  await db.run('DROP TABLE named');
}

/** Each row is taken apart once; a member that is an object is the name of a sealed value. */
async function stageRecords({ db }: StoreAt, { declared }: StoredSource): Promise<void> {
  const members = declared.fields.map(({ column }) => `${JSON.stringify(column)}: "VARCHAR"`).join(', ');
  const hidden = declared.fields.map(({ class: kind }) => kind === 'sensitive' || kind === 'personal');
  const cells = declared.fields.map(({ column }, i) => {
    const cell = `j.${quoteName(column)}`;
    if (!hidden[i]) return `${cell} AS c${i}`;
    const isObject = `starts_with(${cell}, '{') AND json_type(fields, ${quote(`$.${JSON.stringify(column)}`)}) = 'OBJECT'`;
    return `CASE WHEN ${isObject} THEN s${i}.value ELSE ${cell} END AS c${i}`;
  });
  const joins = declared.fields.flatMap(({ column }, i) =>
    hidden[i]
      ? [
          `LEFT JOIN opened s${i} ON s${i}.id = regexp_extract(j.${quoteName(column)}, '^\\{"§": ?"([0-9a-f]{16})"\\}$', 1)`,
        ]
      : [],
  );
  await db.run(
    `CREATE OR REPLACE TEMP TABLE staged AS SELECT line, NULL::VARCHAR AS torn, ${cells.join(', ')}
     FROM (SELECT line, fields, from_json(fields, ${quote(`{${members}}`)}) AS j FROM came) ${joins.join(' ')}`,
  );
}

function markChanged(base: Base, { number, declared }: StoredSource): string[] {
  return [
    ...kindsOf(base).map(
      (kind) =>
        `INSERT INTO changed SELECT m.mention, '${kind}', false FROM ${mentionTable(kind)} m JOIN came r ON r.record = m.record
         WHERE m.source = ${number} AND r.fresh`,
    ),
    ...declared.parts.map(
      ({ kind, index }) =>
        `INSERT INTO changed SELECT record * 8 + ${index}, '${kind}', true FROM came WHERE gone AND fresh`,
    ),
  ];
}
