import { DICTIONARY_TABLES } from '../batches/dictionary-sql.ts';
import type { Base, BaseField, Kind } from '../sources/declaration.ts';

/** Raised whenever the tables below change: a store of another version is built anew from PostgreSQL. */
export const STORE_VERSION = 3;

/** Name of the table of a kind's mentions. */
export const mentionTable = (kind: Kind) => `m_${kind}`;

/** Type in the work store of a field of the base tables. */
export function storeType({ type }: BaseField): 'DATE' | 'DOUBLE' | 'VARCHAR' {
  return type === 'date' ? 'DATE' : type === 'number' ? 'DOUBLE' : 'VARCHAR';
}

/** Columns of a kind's mentions, in order, with their types; the README of the room says what each holds. */
export function mentionColumns(base: Base, kind: Kind): [name: string, type: string][] {
  const declared = base.kinds[kind];
  const dwelling: [string, string][] = declared.linked ? [['dwelling', 'VARCHAR']] : [];
  return [
    ['mention', 'BIGINT'],
    ['record', 'BIGINT'],
    ['part', 'UTINYINT'],
    ['source', 'USMALLINT'],
    ['batch', 'BIGINT'],
    ['seen', 'DATE'],
    ['area', 'VARCHAR'],
    ['key', 'VARCHAR'],
    ...Object.entries(declared.fields).map(([name, field]): [string, string] => [name, storeType(field)]),
    ...dwelling,
  ];
}

/** The statements that make the tables of the work store where they are missing. */
export function storeTables(base: Base): string[] {
  return [
    // the version of the tables, and the database this is a cache of
    'create table if not exists store_of (version INTEGER, base VARCHAR, installation VARCHAR)',
    // up to which batch, and under which declaration, each source is right
    'create table if not exists store (source USMALLINT PRIMARY KEY, batch BIGINT, declaration VARCHAR)',
    // sum: of the row as it was written in the file, where that is known
    `create table if not exists row_state
       (source USMALLINT, key BIGINT, hash BIGINT, record BIGINT, batch BIGINT, seen DATE, area VARCHAR, gone BOOLEAN, sum UBIGINT)`,
    `create table if not exists address
       (text VARCHAR PRIMARY KEY, area VARCHAR, compound_key VARCHAR, building_key VARCHAR, dwelling_key VARCHAR, level UTINYINT)`,
    'create table if not exists changed (mention BIGINT, kind VARCHAR, gone BOOLEAN)',
    'create table if not exists trust (source USMALLINT, kind VARCHAR, field VARCHAR, trust UTINYINT)',
    // names of the sensitive values that PostgreSQL is known to hold
    'create table if not exists secret_known (id UBIGINT)',
    ...DICTIONARY_TABLES,
    ...kindsOf(base).map(
      (kind) =>
        `create table if not exists ${mentionTable(kind)} (${mentionColumns(base, kind)
          .map(([name, type]) => `"${name}" ${type}`)
          .join(', ')})`,
    ),
  ];
}

/** The kinds of the base tables. */
export const kindsOf = (base: Base) => Object.keys(base.kinds) as Kind[];
