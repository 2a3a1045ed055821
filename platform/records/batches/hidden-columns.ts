import type { Source, SourceField } from '../sources/declaration.ts';
import { checkedColumn, rawColumn } from './columns.ts';
import { isDictionaryType } from './dictionary-sql.ts';
import { dictionaryAlias } from './value-sql.ts';

/** A column whose values are kept apart, sealed. */
export type HiddenColumn = {
  index: number;
  /** Under which kind its values are named: the base field that it fills. */
  kind: string;
  /** Whether the row's cell is one of them, as SQL: always, or only in a child's row. */
  when: string;
  /** The value, as SQL: in its normal form where it has one. */
  value: string;
  /** Its name, as SQL. */
  ref: string;
};

/** Sensitive columns, and the personal ones, which are sensitive in the row of a child under 14. */
export function hiddenColumns(source: Source): HiddenColumn[] {
  return source.fields.flatMap((field, index) => {
    if (field.class !== 'sensitive' && field.class !== 'personal') return [];
    const raw = rawColumn(index);
    const column = checkedColumn(source, field);
    const kind = refKind(field);
    const value = column === raw ? raw : `coalesce(${column}::VARCHAR, ${raw})`;
    // the dictionaries of numbers and phones know the names of their values
    const known = field.type !== 'date' && isDictionaryType(field.type) && kind === field.type;
    return [
      {
        index,
        kind,
        when: field.class === 'sensitive' ? `${raw} IS NOT NULL` : `minor AND ${raw} IS NOT NULL`,
        value,
        ref: known ? `${dictionaryAlias(index)}ref` : `keyed('${kind}', ${value})`,
      },
    ];
  });
}

const refKind = (field: SourceField) => field.targets[0]?.field ?? 'text';

/** The column of `checked` with the name of a hidden value. */
export const refColumn = (index: number) => `s${index}`;
