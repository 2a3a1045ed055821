import { runStatements } from '../entities/run-statements.ts';
import type { WorkStore } from '../work/open-work-store.ts';
import { kindsOf, mentionTable } from '../work/store-tables.ts';
import { markStore, type StoredSource } from '../work/sync-store.ts';
import type { Batch } from './batch-state.ts';
import { FATE } from './fate-sql.ts';
import { mentionStatements } from './mention-sql.ts';

/** Notes about rows of which an earlier version was known. */
const OF_LEFT_BEHIND = 'mention >> 3 IN (SELECT record FROM left_behind)';

/**
 * Brings the work store to where PostgreSQL is after a batch: mentions and states of new and newer rows, away with those
 * of vanished ones, and a note of every mention that changed.
 * @param first id that row 0 would have
 * @param upTo rows of the file that are in; fewer than all where the batch was stopped
 * @param vanished ids of vanished rows lie in the temporary table `vanished`
 */
export async function applyBatch(
  { db, base }: WorkStore,
  source: StoredSource,
  batch: Batch,
  first: number,
  upTo: number,
): Promise<void> {
  const { declared, number } = source;
  const kinds = kindsOf(base).filter((kind) => declared.parts.some((part) => part.kind === kind));
  await runStatements(db, [
    'BEGIN',
    `CREATE OR REPLACE TEMP TABLE came AS
       SELECT line, coalesce(record, ${first} + n) AS record, ${batch.id}::BIGINT AS batch, area, key, hash, state FROM fate
       WHERE n <= ${upTo} AND state IN (${FATE.inserted}, ${FATE.updated})`,
    `CREATE OR REPLACE TEMP TABLE left_behind AS SELECT record FROM came WHERE state = ${FATE.updated} UNION ALL SELECT record FROM vanished`,
    // a part that an earlier batch emptied stays noted as gone until linkage has seen it
    `DELETE FROM changed WHERE NOT gone AND ${OF_LEFT_BEHIND}`,
    ...kinds.flatMap((kind) => [
      `INSERT INTO changed SELECT mention, '${kind}', true FROM ${mentionTable(kind)} WHERE source = ${number} AND record IN (SELECT record FROM left_behind)
         AND mention NOT IN (SELECT mention FROM changed WHERE ${OF_LEFT_BEHIND})`,
      `DELETE FROM ${mentionTable(kind)} WHERE source = ${number} AND record IN (SELECT record FROM left_behind)`,
    ]),
    ...mentionStatements(base, declared, number, 'SELECT line, record, batch, area FROM came'),
    ...kinds.map(
      (kind) =>
        `INSERT INTO changed SELECT mention, '${kind}', false FROM ${mentionTable(kind)} WHERE source = ${number} AND record IN (SELECT record FROM came)`,
    ),
    // a mention that was replaced has not gone
    `DELETE FROM changed WHERE gone AND mention IN (SELECT mention FROM changed WHERE NOT gone AND ${OF_LEFT_BEHIND})`,
    `DELETE FROM row_state WHERE source = ${number} AND record IN (SELECT record FROM came WHERE state = ${FATE.updated})`,
    `INSERT INTO row_state SELECT ${number}, r.key, r.hash, r.record, r.batch, c.seen, r.area, false, l.sum
     FROM came r JOIN checked c ON c.line = r.line LEFT JOIN file_line l ON l.line = r.line ORDER BY r.line`,
    // the same cells, written otherwise than before
    `UPDATE row_state SET sum = l.sum FROM unchanged u JOIN file_line l ON l.line = u.line
     WHERE NOT u.by_line AND source = ${number} AND row_state.record = u.record`,
    `UPDATE row_state SET gone = true WHERE source = ${number} AND record IN (SELECT record FROM vanished)`,
  ]);
  await markStore(db, source, batch.id);
  await runStatements(db, [
    'COMMIT',
    ...['came', 'left_behind', 'vanished', 'fate', 'checked', 'unchanged', 'staged', 'file_line'].map(
      (table) => `DROP TABLE ${table}`,
    ),
  ]);
}
