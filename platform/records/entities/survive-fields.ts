import type { DuckDBConnection } from '@duckdb/node-api';
import type { BaseKind, Kind } from '../sources/declaration.ts';
import type { DoubtRules } from './read-doubt-rules.ts';
import { queryRows, runStatements } from './run-statements.ts';

/** Rows named with one field; `entity.rows` tells how many there are. */
const MOST_NAMED = 40;
/** Beyond every score: a person decided. */
const DECIDED = '9223372036854775807';

/**
 * Decides for every field of a kind which value survives, from `s_<kind>`, the table `trust` (source, kind, field,
 * trust) and the table `correction` (entity, field, value, day, against, decision). Leaves
 *
 * - `w_<field>` (entity, v, win, rows): the value, the record it came from first (minus the decision where a person
 *   decided), and as JSON all records that say so
 * - `disputed` (entity, field, v, rows, support, best): values that trusted sources hold against each other
 * - `stood` (entity, field, v, decision): corrections that hold; without a value they say that there is none
 *
 * Order: by trust then recency or the other way round, as the base tables declare; equal voices fall to the older
 * row. A correction stands above all until a row brings a value that no row held when it was made, seen after its day:
 * the same old value sent again with a new date does not undo it.
 */
export async function surviveFields(
  db: DuckDBConnection,
  kind: Kind,
  declared: BaseKind,
  rules: DoubtRules['conflict'],
): Promise<void> {
  const trusts = await queryRows<{ source: number; field: string; trust: number }>(
    db,
    `select source::integer as source, field, trust::integer as trust from trust where kind = '${kind}' order by 1`,
  );
  const corrected = await queryRows<{ field: string }>(
    db,
    `select distinct field from correction where entity in (select entity from s_${kind})`,
  );
  await runStatements(db, [
    'create or replace table disputed (entity bigint, field varchar, v varchar, rows varchar, support integer, best bigint)',
    'create or replace table stood (entity bigint, field varchar, v varchar, decision bigint)',
  ]);
  for (const [field, { survives }] of Object.entries(declared.fields)) {
    const known = trusts.filter((each) => each.field === field);
    const trust = known.length
      ? `case source ${known.map((each) => `when ${each.source} then ${each.trust}`).join(' ')} else 50 end`
      : '50';
    const trusted = known.filter((each) => each.trust >= rules.trust).map((each) => each.source);
    const judged = rules.fields[kind]?.includes(field) === true && trusted.length > 1;
    const support = judged ? `count(distinct source) filter (source in (${trusted.join(', ')}))` : '0';
    await runStatements(db, [
      `create or replace table g as
       select *, winner(best) as win from (
         select entity, "${field}" as v, max(by_${survives}(${trust}, day, mention)) as best,
           list_sort(list(record)) as records, ${support}::integer as support
         from s_${kind} where "${field}" is not null group by entity, "${field}")`,
      ...(corrected.some((each) => each.field === field) ? decideSql(kind, field) : []),
      `create or replace table "w_${field}" as
       with top as (
         select entity, arg_max(v, best) as v, arg_max(win, best) as win, arg_max(records, best) as records from g group by entity)
       select entity, v, win,
         '[' || array_to_string(list_prepend(win, list_filter(records, lambda r: r <> win)[1:${MOST_NAMED}]), ',') || ']' as rows
       from top`,
      ...(judged ? [disputeSql(field)] : []),
    ]);
  }
  await db.run('drop table if exists g');
}

/** A correction that stands takes its value to the top; one that a newer fact has overtaken is as if it were not. */
function decideSql(kind: Kind, field: string): string[] {
  return [
    `insert into stood
     select c.entity, '${field}', c.value, c.decision from correction c semi join s_${kind} any_row on any_row.entity = c.entity
     where c.field = '${field}' and not exists (
       select 1 from s_${kind} s where s.entity = c.entity and s."${field}" is not null and s.day > day_of(c.day)
         and s."${field}" is distinct from c.value and not list_contains(c.against, s."${field}"))
     qualify row_number() over (partition by c.entity order by c.decision desc) = 1`,
    `delete from g where entity in (select entity from stood where field = '${field}' and v is null)`,
    `update g set best = ${DECIDED}, win = -c.decision from stood c where c.field = '${field}' and c.entity = g.entity and c.v = g.v`,
    `insert into g (entity, v, best, records, support, win)
     select c.entity, c.v, ${DECIDED}, [], 0, -c.decision from stood c
     anti join g on g.entity = c.entity and g.v = c.v where c.field = '${field}' and c.v is not null`,
  ];
}

/** A decision ends a dispute: where a person decided nothing is in dispute. */
function disputeSql(field: string): string {
  return `insert into disputed
    with several as (
      select entity from g group by entity
      having count(*) filter (support > 0) > 1 and max(best) < ${DECIDED})
    select g.entity, '${field}', g.v, '[' || array_to_string(g.records[1:${MOST_NAMED}], ',') || ']', g.support, g.best
    from g semi join several s on s.entity = g.entity where g.support > 0`;
}
