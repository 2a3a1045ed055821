import type { ReportDraft } from './report-draft.ts';

/** What every part of the report gets: the draft, and the way to change it. */
export type PartProps = { draft: ReportDraft; change: (part: Partial<ReportDraft>) => void };
