import type { CaseDetail, CaseRow } from './case-types.ts';

/**
 * What can be shown of a case of which only the line in the list was loaded before the network went. Marked partial:
 * what may be done is then foreseen from the declared loop instead of read from the server's offers.
 */
export function detailOfRow(row: CaseRow): CaseDetail {
  const files = row.thumb ? [{ id: row.thumb, mime: 'image/jpeg' }] : [];
  return {
    ...row,
    description: row.title,
    attributes: {},
    procedureVersion: 0,
    contact: null,
    files,
    acts: [],
    partial: true,
  };
}
