import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export type DeclaredColumns = {
  columns: string[];
  /** Places of the columns that must be filled, the key apart: what a row can be spoilt in. */
  required: { at: number; date: boolean }[];
};

type Declaration = { key: string[]; fields: { column: string; required?: boolean; type?: string }[] };

/** The headings of a source's file as its declaration names them. */
export function readColumns(folder: string, source: string): DeclaredColumns {
  const { key, fields } = parse(readFileSync(join(folder, `${source}.yaml`), 'utf8')) as Declaration;
  return {
    columns: fields.map(({ column }) => column),
    required: fields.flatMap(({ column, required, type }, at) =>
      required && !key.includes(column) ? [{ at, date: type === 'date' }] : [],
    ),
  };
}
