/** A row of `GET /api/catalogue/limits`. */
export type LimitRow = {
  id: number;
  matter: string | null;
  procedure: string | null;
  urgency: string | null;
  stage: string;
  area: string | null;
  amount: number;
  unit: string;
  warnRatio: number;
  validFrom: string;
  validTo: string | null;
  changedBy: string | null;
  basis: string | null;
};
/** What limits are asked for; absent parts are "whatever". */
export type LimitScope = { matter?: string | undefined; procedure?: string | undefined; area?: string | undefined };

/** The order in which a case meets them. */
export const stages = [
  'draft',
  'accept',
  'confirm',
  'dispatch',
  'respond',
  'handle',
  'feedback',
  'verify',
  'review',
  'silence',
  'archive',
] as const;
export const urgencies = ['critical', 'urgent', 'normal'] as const;

/** Whether a row is about exactly this scope, and not inherited by it. */
export function isOwn(row: LimitRow, scope: LimitScope, stage: string, urgency: string): boolean {
  return (
    row.stage === stage &&
    row.urgency === urgency &&
    row.matter === (scope.matter ?? null) &&
    row.procedure === (scope.matter ? null : (scope.procedure ?? null)) &&
    row.area === (scope.area ?? null)
  );
}

/**
 * The row that holds: a matter's beats a procedure's, then one for the urgency, then the smaller area, then the newer,
 * as the server decides it. A matter also inherits from its procedure.
 */
export function effectiveLimit(
  rows: readonly LimitRow[],
  scope: LimitScope,
  stage: string,
  urgency: string,
): LimitRow | undefined {
  const weight = (row: LimitRow) =>
    (row.matter ? 1000 : 0) + (row.procedure ? 500 : 0) + (row.urgency ? 100 : 0) + (row.area?.length ?? 0);
  return rows
    .filter(
      (row) =>
        row.validTo === null &&
        row.stage === stage &&
        (row.matter === null || row.matter === scope.matter) &&
        (row.procedure === null || row.procedure === scope.procedure) &&
        (row.urgency === null || row.urgency === urgency) &&
        (row.area === null || (scope.area?.startsWith(row.area) ?? false)),
    )
    .sort((a, b) => weight(b) - weight(a) || b.id - a.id)[0];
}
