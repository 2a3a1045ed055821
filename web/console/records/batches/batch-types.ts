import type { Text } from '../../../kit/text.ts';

export type BatchState = 'staged' | 'checking' | 'loading' | 'done' | 'failed' | 'cancelled';

/** A file of a source and what became of its rows. */
export type Batch = {
  id: number;
  source: string;
  sourceName: Text;
  name: string;
  bytes: number;
  partial: boolean;
  state: BatchState;
  rowsIn: number;
  inserted: number;
  updated: number;
  unchanged: number;
  quarantined: number;
  vanished: number;
  warnings: number;
  doneRows: number;
  message: Text | null;
  sameAs: number | null;
  createdAt: string;
  finishedAt: string | null;
};

/** How many rows were not taken for one reason. */
export type ProblemCount = { column: string | null; code: string; rows: number } & Text;
export type BatchDetail = Batch & { problems: ProblemCount[] };
export type QuarantinedRow = { line: number; problems: ({ column: string | null; code: string } & Text)[] };

const BUSY: ReadonlySet<BatchState> = new Set(['staged', 'checking', 'loading']);

/** Whether something is still to come of the batch. */
export const isBusy = (batch: Pick<Batch, 'state'>): boolean => BUSY.has(batch.state);
