import type { Base, Part, Source } from '../sources/declaration.ts';
import { mentionColumns, mentionTable } from '../work/store-tables.ts';
import { birthSql, fieldSql } from './check-sql.ts';
import { addressColumns, addressJoins } from './fate-sql.ts';

/**
 * Statements that add the mentions of some rows: for each part of the declaration those rows that fill it.
 * @param rows an SQL query of (line, record, batch, area): which rows of `checked` under which record
 */
export function mentionStatements(base: Base, source: Source, number: number, rows: string): string[] {
  return source.parts.map((part) => {
    const columns = mentionColumns(base, part.kind);
    const key = keySql(base, source, part);
    const fixed: Record<string, string> = {
      mention: `f.record * 8 + ${part.index}`,
      record: 'f.record',
      part: String(part.index),
      source: String(number),
      batch: 'f.batch',
      seen: 'c.seen',
      area: 'f.area',
      dwelling: dwellingSql(source, part),
    };
    const declared = base.kinds[part.kind].fields;
    const values = columns.map(([name, type]) =>
      name === 'key' ? key : (fixed[name] ?? `(${saidSql(source, part, name)})::${type}`),
    );
    return `INSERT INTO ${mentionTable(part.kind)} SELECT ${values.join(', ')}
      FROM (${rows}) f JOIN checked c ON c.line = f.line ${addressJoins(source)}
      WHERE ${base.kinds[part.kind].linked ? filledSql(source, part, Object.keys(declared)) : `${key} IS NOT NULL`}`;
  });
}

/** A citizen number says birth and sex where the row does not. */
function saidSql(source: Source, part: Part, name: string): string {
  if (part.kind === 'person' && name === 'birth') return birthSql(source, part);
  const said = fieldSql(source, part, name);
  if (part.kind !== 'person' || name !== 'sex') return said;
  const number = fieldSql(source, part, 'citizen');
  const fromNumber =
    number === 'NULL'
      ? 'NULL'
      : `CASE TRY_CAST(substr(${number}, 17, 1) AS INTEGER) % 2 WHEN 1 THEN '1' WHEN 0 THEN '2' END`;
  // "not stated" says less than the number
  return `coalesce(nullif(${said}, '9'), ${fromNumber}, ${said})`;
}

/** A linked kind is spoken of where the row names it: by name, number or code, not by a phone or an address alone. */
function filledSql(source: Source, part: Part, names: readonly string[]): string {
  const naming = ['name', 'citizen', 'document', 'uscc'].filter((name) => names.includes(name));
  return naming.map((name) => `${fieldSql(source, part, name)} IS NOT NULL`).join(' OR ');
}

/** Key of a keyed kind: of an address down to its level, else the code or number itself; NULL for linked kinds. */
function keySql(base: Base, source: Source, part: Part): string {
  const [name] = Object.entries(base.kinds[part.kind].fields).find(([, field]) => field.key) ?? [];
  if (name === undefined) return 'NULL';
  if (name !== 'address') return fieldSql(source, part, name);
  const keys = addressColumnsOf(source, part, 'address').map((i) => `a${i}.${part.kind}_key`);
  return keys.length > 1 ? `coalesce(${keys.join(', ')})` : (keys[0] ?? 'NULL');
}

/**
 * Home of a person, seat of an organisation, as the key of a dwelling: from an address of its own, else from the
 * dwelling of the same row that it is linked to (owning is not living), or that is the only one beside the only person;
 * else from where a person is registered.
 */
function dwellingSql(source: Source, part: Part): string {
  const own = addressColumnsOf(source, part, 'address');
  const linked = source.links.filter(({ from, relation }) => from === part && relation !== 'owns').map(({ to }) => to);
  const sameKind = source.parts.filter(({ kind }) => kind === part.kind);
  const dwellings = source.parts.filter(({ kind }) => kind === 'dwelling');
  const linkedHomes = linked.filter(({ kind }) => kind === 'dwelling');
  const owns = source.links.some(({ from, relation }) => from === part && relation === 'owns');
  const homes = linkedHomes.length > 0 ? linkedHomes : sameKind.length === 1 && !owns ? dwellings : [];
  const columns = [
    ...own,
    ...homes.flatMap((home) => addressColumnsOf(source, home, 'address')),
    ...addressColumnsOf(source, part, 'registered_address'),
  ];
  const keys = [...new Set(columns)].map((i) => `a${i}.dwelling_key`);
  return keys.length > 0 ? `coalesce(${keys.join(', ')})` : 'NULL';
}

function addressColumnsOf(source: Source, part: Part, name: string): number[] {
  return addressColumns(source).filter((i) =>
    source.fields[i]?.targets.some((target) => target.part === part && target.field === name),
  );
}

/** The statements that write how far each field of a source is trusted. */
export function trustStatements(sources: readonly { number: number; declared: Source }[]): string[] {
  const rows = sources.flatMap(({ number, declared }) =>
    declared.fields.flatMap(({ targets, trust }) =>
      targets.map(({ part, field }) => `(${number}, '${part.kind}', '${field}', ${trust})`),
    ),
  );
  if (rows.length === 0) return ['DELETE FROM trust'];
  return [
    'DELETE FROM trust',
    `INSERT INTO trust SELECT source, kind, field, max(trust) FROM (VALUES ${rows.join(', ')}) AS t(source, kind, field, trust) GROUP BY ALL`,
  ];
}
