import type { Row } from './row.ts';

/** One department's file: how many rows, and how the n-th is written. */
export type SourcePlan = {
  /** Code of the declaration in catalog/sources; the file is called so. */
  source: string;
  rows: number;
  /** csv unless said otherwise. */
  format?: 'xlsx' | 'parquet';
  /**
   * The cells of the n-th row in the order of the declaration's fields, its key first.
   * @param nth may go on beyond `rows`: rows that are new in a second round
   */
  write(nth: number, row: Row): string[];
};
