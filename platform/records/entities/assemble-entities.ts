import type { DuckDBConnection } from '@duckdb/node-api';
import type { BaseField, BaseKind, Kind } from '../sources/declaration.ts';
import { runStatements } from './run-statements.ts';

/** Under this age every field of a person is sensitive (PIPL Art. 28). */
export const CHILD_YEARS = 14;

const COLUMNS = `id bigint, kind varchar, area varchar, key varchar, label varchar, fields varchar, provenance varchar,
  conflicts varchar, minor boolean, rows integer, fed_by varchar, seen date, lon double, lat double, merged_into bigint, hash bigint`;

/** Makes the empty tables `e_new`: the rows of `entity` as this run would have them; `secret_new` (id, kind, v); and
 * `all_disputed` (entity, kind, field, option, support, best), each option as JSON. */
export async function startEntities(db: DuckDBConnection): Promise<void> {
  await runStatements(db, [
    `create or replace table e_new (${COLUMNS})`,
    'create or replace table secret_new (id varchar, kind varchar, v varchar)',
    'create or replace table all_disputed (entity bigint, kind varchar, field varchar, option varchar, support integer, best bigint)',
  ]);
}

/**
 * Puts together the rows of one kind in `e_new` from what survived (`s_<kind>`, `w_<field>`, `disputed`, `home`,
 * `door`, and for keyed kinds `implied` (id, kind, key): entities that others stand in or live in).
 * @param today YYYY-MM-DD, for who is a child
 */
export async function assembleEntities(
  db: DuckDBConnection,
  kind: Kind,
  declared: BaseKind,
  options: { district: string; today: string },
): Promise<void> {
  const fields = Object.entries(declared.fields);
  const child =
    kind === 'person' ? `coalesce("b_birth".v > '${yearsBefore(options.today, CHILD_YEARS)}', false)` : 'false';
  const joins = fields.map(([field]) => `left join "w_${field}" "b_${field}" on "b_${field}".entity = b.id`).join('\n');
  const json = (of: (field: string, declared: BaseField) => string) =>
    `'{' || concat_ws(',', ${fields.map(([field, each]) => `'"${field}":' || ${of(field, each)}`).join(', ')}) || '}'`;
  const hidden = fields.filter(
    ([, { class: held }]) => held === 'sensitive' || (kind === 'person' && held === 'personal'),
  );
  await runStatements(db, [
    `create or replace table b as
     with spoken as (
       select entity as id, max(key) as key, count(*)::integer as rows, max(seen) as seen,
         arg_max(area, by_trust(length(area), day, mention)) as area,
         '{' || array_to_string(list_sort(list(distinct source)), ',') || '}' as fed_by
       from s_${kind} group by entity)
     select * from spoken
     ${declared.linked ? '' : `union all by name select id, key, 0 as rows, null as seen, null as area, '{}' as fed_by from implied i where i.kind = '${kind}' and i.id not in (select id from spoken)`}`,
    `insert into all_disputed
     select d.entity, '${kind}', d.field, '{"value":' || ${disputedValue(kind, fields, child)} || ',"records":' || d.rows || '}', d.support, d.best
     from disputed d ${kind === 'person' ? 'left join w_birth "b_birth" on "b_birth".entity = d.entity' : ''}`,
    `create or replace table disputes as
     select entity, '{' || string_agg('"' || field || '":[' || options || ']', ',' order by field) || '}' as text from (
       select entity, field, string_agg(option, ',' order by best desc) as options
       from all_disputed where kind = '${kind}' group by entity, field) group by entity`,
    `insert into e_new
     select *, (hash(concat_ws('|', area, key, label, fields, provenance, conflicts, minor, rows, fed_by, seen, lon, lat)) >> 1)::bigint from (
       select b.id, '${kind}', ${areaSql(kind, options.district)} as area, b.key as key, ${labelSql(kind, child)} as label,
         ${json((field, each) => valueSql(kind, field, each, child))} as fields,
         ${json((field) => `"b_${field}".rows`)} as provenance, coalesce(x.text, '{}') as conflicts, ${child} as minor,
         b.rows, b.fed_by, b.seen, ${pointSql(kind)}, null::bigint as merged_into
       from b ${joins} left join disputes x on x.entity = b.id
       ${kind === 'person' || kind === 'organisation' ? 'left join home h on h.entity = b.id' : ''}
       ${kind === 'dwelling' ? 'left join door d on d.id = b.id' : ''})`,
    ...hidden.map(
      ([field, each]) =>
        `insert into secret_new select distinct keyed('${field}', v), '${field}', v
         from (select entity, v from "w_${field}" union all select entity, v from disputed where field = '${field}') a
         ${each.class === 'sensitive' ? '' : `semi join (select id from e_new where kind = 'person' and minor) n on n.id = a.entity`}`,
    ),
    'drop table b',
    'drop table disputes',
  ]);
}

function valueSql(
  kind: Kind,
  field: string,
  { class: held, type }: BaseField,
  child: string,
  v = `"b_${field}".v`,
): string {
  const ref = `'{"§":"' || keyed('${field}', ${v}) || '"}'`;
  if (held === 'sensitive') return ref;
  const plain = type === 'number' ? v : `to_json(${v})::varchar`;
  return kind === 'person' && held === 'personal' ? `case when ${child} then ${ref} else ${plain} end` : plain;
}

function disputedValue(kind: Kind, fields: [string, BaseField][], child: string): string {
  return `case d.field ${fields.map(([field, each]) => `when '${field}' then ${valueSql(kind, field, each, child, 'd.v')}`).join(' ')} end`;
}

function areaSql(kind: Kind, district: string): string {
  const own =
    kind === 'person' || kind === 'organisation'
      ? 'h.area'
      : kind === 'dwelling'
        ? 'd.area'
        : kind === 'building' || kind === 'component'
          ? 'b_grid.v'
          : 'null';
  const byKey = kind === 'dwelling' || kind === 'building' || kind === 'compound' ? 'area_of_key(b.key)' : 'null';
  return `coalesce(${own}, ${byKey}, b.area, '${district}')`;
}

/** What lists show: never more than the first character of a child's name. */
function labelSql(kind: Kind, child: string): string {
  switch (kind) {
    case 'person':
      return `case when ${child} then substr(coalesce(b_name.v, '*'), 1, 1) || '**' else coalesce(b_name.v, '*') end`;
    case 'household':
      return "'户 ' || b.key";
    case 'dwelling':
    case 'building':
    case 'compound':
      return 'readable(b.key)';
    case 'organisation':
      return "coalesce(b_name.v, b_uscc.v, '*')";
    case 'place':
    case 'component':
      return "coalesce(b_name.v, b.key, '*')";
  }
}

function pointSql(kind: Kind): string {
  if (kind === 'building' || kind === 'component') return 'b_lon.v::double as lon, b_lat.v::double as lat';
  if (kind === 'dwelling') return 'd.lon, d.lat';
  return 'null::double as lon, null::double as lat';
}

function yearsBefore(today: string, years: number): string {
  return `${Number(today.slice(0, 4)) - years}${today.slice(4)}`;
}
