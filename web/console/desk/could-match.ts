import type { DeskSearch } from './desk-search.ts';

/** What the event stream tells of a step, as far as a list cares. */
export type StepEvent = { number: string; act: string; state: string; seq: number; area: string; mine: boolean };

/**
 * Whether a case that just changed may belong into the list now shown, judged by what the event carries. A doubt
 * counts as yes: the reader is offered a refresh, never robbed of a case.
 */
export function couldMatch(event: StepEvent, search: DeskSearch): boolean {
  if ((search.view ?? 'mine') === 'mine' && !event.mine) return false;
  if (search.area !== undefined && !event.area.startsWith(search.area)) return false;
  if (search.state !== undefined && !search.state.split(',').includes(event.state)) return false;
  // A list of everything in an area would otherwise report each note on a case far down the list.
  if (search.view === 'area' && search.state === undefined && event.seq > 1) return false;
  return true;
}
