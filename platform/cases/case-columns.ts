import type { CaseRecord, NewStep } from './case-record.ts';

/** Columns of `cases` in the order they are written; `search` follows as one more. */
export const CASE_COLUMNS = [
  'id',
  'area',
  'procedure',
  'procedure_version',
  'matter',
  'source',
  'channel',
  'urgency',
  'complex',
  'title',
  'description',
  'place',
  'lon',
  'lat',
  'route_reason',
  'state',
  'stage',
  'open',
  'owner_post',
  'unit',
  'handler_post',
  'handler_account',
  'reporter',
  'contact',
  'anonymous',
  'confidential',
  'marks',
  'returns',
  'redos',
  'extension',
  'merged_into',
  'opened_at',
  'filed_at',
  'dispatched_at',
  'responded_at',
  'handled_at',
  'closed_at',
  'due_at',
  'stage_from',
  'stage_due_at',
  'tick_at',
  'warned',
  'overdue_at',
  'escalated_to',
  'paused_at',
  'suspended_until',
  'result',
  'rating',
  'solved',
  'attributes',
  'steps',
  'head',
  'updated_at',
] as const satisfies (keyof CaseRecord)[];

export const STEP_COLUMNS = [
  'case_id',
  'seq',
  'act',
  'from_state',
  'to_state',
  'account',
  'post',
  'at',
  'due_at',
  'left_ms',
  'note',
  'data',
  'files',
  'act_id',
  'request',
  'prev',
  'hash',
] as const satisfies (keyof NewStep)[];

/** Columns an act may change; the rest of a case is fixed when it is opened. */
export const CHANGING = CASE_COLUMNS.filter(
  (column) =>
    ![
      'id',
      'procedure',
      'procedure_version',
      'source',
      'channel',
      'title',
      'description',
      'place',
      'lon',
      'lat',
      'route_reason',
      'reporter',
      'contact',
      'anonymous',
      'opened_at',
    ].includes(column),
);

const isJson = new Set<string>(['extension', 'attributes', 'data']);

/** Values in column order, JSON as text so that the driver does not mistake arrays. */
export function valuesOf<T extends object>(row: T, columns: readonly (keyof T & string)[]): unknown[] {
  return columns.map((column) => {
    const value = row[column];
    return isJson.has(column) && value !== null ? JSON.stringify(value) : value;
  });
}

/** `$1, $2, …` for n values after `after` others. */
export function placeholders(n: number, after = 0): string {
  return Array.from({ length: n }, (_, i) => `$${after + i + 1}`).join(', ');
}
