import { quoteName } from './run-sql.ts';

/** Columns of `nodes` that are the engine's own; no field may be called so. */
export const RESERVED = ['node', 'record', 'source', 'copies', 'changed', 'h'] as const;

/** The tables of one linker, with the schema and quoted. */
export type Tables = {
  /** record (type of the id column), node INTEGER. */
  rows: string;
  /** record, h UBIGINT: a hash of everything that is compared; rows with the same are alike. */
  hashes: string;
  /**
   * node INTEGER, record, source (where declared), copies INTEGER (rows that are alike), one column a field,
   * `py_`/`so_`/`sh_` (UBIGINT) for what is derived, `lf_<comparison>` FLOAT (log2 of the value's frequency),
   * `k_<rule>` UBIGINT (key of the block, null outside of any).
   */
  nodes: string;
  /** What is derived once per distinct value of a field: value, share (of rows), reading, pinyin, shape, sorted. */
  values: (field: string) => string;
  /** Scratch: rows that are alike drawn together; distinct values as they are counted, and what is worked out of them. */
  base: string;
  counted: string;
  forms: string;
  /** node_l INTEGER, node_r INTEGER, weight FLOAT, pattern UBIGINT. */
  links: string;
  /** rule, chunk, chunks INTEGER: pieces of a prediction that are finished. */
  progress: string;
  /** id_l, id_r, weight, probability, gamma_<comparison>. */
  recordLinks: string;
  /** hash of the model, least weight: what the links were predicted with. */
  meta: string;
  /** Rows that share a block with a changed one, for an update; ids of the changed. */
  candidates: string;
  changed: string;
  /** Scratch of placing rows. */
  spare: string;
};

/** Names the tables in the linker's schema. */
export function nameTables(schema: string): Tables {
  const table = (name: string) => `${quoteName(schema)}.${quoteName(name)}`;
  return {
    rows: table('rows'),
    nodes: table('nodes'),
    hashes: table('hashes'),
    base: table('base'),
    values: (field) => table(`values_${field}`),
    counted: table('counted'),
    forms: table('forms'),
    links: table('links'),
    progress: table('progress'),
    recordLinks: table('record_links'),
    meta: table('meta'),
    candidates: table('candidates'),
    changed: table('changed'),
    spare: table('spare'),
  };
}

export const keyColumn = (rule: string) => quoteName(`k_${rule}`);
export const frequencyColumn = (comparison: string) => quoteName(`lf_${comparison}`);
