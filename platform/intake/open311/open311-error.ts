import type { Sentence } from '../../http/problem.ts';

export type Fault = { code: string; description: string };

/** An error as GeoReport answers it: one status, all faults of the form at once. */
export class Open311Error extends Error {
  readonly status: 400 | 403 | 404;
  readonly faults: readonly Fault[];

  constructor(status: 400 | 403 | 404, faults: readonly Fault[]) {
    super(faults.map((fault) => fault.description).join('; '));
    this.name = 'Open311Error';
    this.status = status;
    this.faults = faults;
  }
}

/**
 * One fault. The code's first three digits are its HTTP status, the rest tell programs more.
 * @param code e.g. `400.lat`
 */
export function fault(code: string, sentence: Sentence): Fault {
  return { code, description: `${sentence.zh} / ${sentence.en}` };
}

/** Throws when there are faults: 404 only if something named does not exist and nothing else is wrong (GeoReport v2, "Errors"). */
export function refuse(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  throw new Open311Error(faults.every((entry) => entry.code.startsWith('404')) ? 404 : 400, faults);
}
