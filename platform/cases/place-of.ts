import type { Urgency } from '@gewu/procedures/types';
import type { CaseRecord } from './case-record.ts';

/** What decides which limits hold for a case. */
export function placeOf(row: CaseRecord): { matter: string | null; procedure: string; urgency: Urgency; area: string } {
  return { matter: row.matter, procedure: row.procedure, urgency: row.urgency as Urgency, area: row.area };
}
