import type { Draft } from '../store/field-database.ts';

export type ReportFault = 'photo' | 'what' | 'where' | 'settledPhoto' | 'settledNote';

/** The first thing missing from a report, in the order of the page; undefined when it can go. */
export function checkReport(draft: Draft): ReportFault | undefined {
  if (!draft.photos.length) return 'photo';
  if (!draft.matter && draft.description.trim().length < 2) return 'what';
  if ((draft.lon === undefined || draft.lat === undefined) && draft.place.trim().length < 2) return 'where';
  if (draft.settled && !draft.settled.photos.length) return 'settledPhoto';
  if (draft.settled && draft.settled.note.trim().length < 2) return 'settledNote';
  return undefined;
}
