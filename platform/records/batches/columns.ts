import type { Source, SourceField } from '../sources/declaration.ts';
import { valueSql } from './value-sql.ts';

/** Name of the column with the cell as it came, and of the one with its normal form where it has another. */
export const rawColumn = (index: number) => `c${index}`;
export const valueColumn = (index: number) => `v${index}`;

/** The column that holds the value of a field in the table `checked`. */
export function checkedColumn(source: Source, field: SourceField): string {
  const index = source.fields.indexOf(field);
  return valueSql(field, '', '', '') ? valueColumn(index) : rawColumn(index);
}
