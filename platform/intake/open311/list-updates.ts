import { caseIdOf, caseNumber } from '../../cases/case-number.ts';
import type { Context } from '../../http/context.ts';
import { findPublicSteps } from './find-public-requests.ts';
import type { ServiceBook } from './list-services.ts';
import { type Fault, refuse } from './open311-error.ts';
import { writeMoment } from './parse-moment.ts';
import type { Form } from './read-form.ts';
import { readSpan } from './read-span.ts';
import type { Plain } from './write-xml.ts';

const CAP = 1000;
const DAY = 86_400_000;

/**
 * Changes of state as FixMyStreet's extension reads them, oldest first, so that each is applied in its turn; a full
 * answer goes on from its last time. Without dates: the last day, or the whole history of the cases in
 * `service_request_id`. An update's id is the case number with the step's number, unique for ever.
 */
export async function listUpdates(ctx: Context, book: ServiceBook, params: Form, now = new Date()): Promise<Plain[]> {
  const faults: Fault[] = [];
  const ids = params
    .get('service_request_id')
    ?.split(',')
    .slice(0, CAP)
    .map((number) => number.trim());
  const span = readSpan(params, now, faults, DAY);
  refuse(faults);
  const dated = params.get('start_date') || params.get('end_date');
  const steps = ids
    ? (await findPublicSteps(ctx, book.listed, { ids: ids.map(caseIdOf).filter((id) => id !== undefined) }))
        .filter(
          (step) =>
            ids.includes(caseNumber(step.case_id, step.opened_at)) &&
            (!dated || (step.at >= span.from && step.at <= span.to)),
        )
        .slice(0, CAP)
    : await findPublicSteps(ctx, book.listed, { ...span, limit: CAP });
  return Promise.all(
    steps.map(async (step) => {
      const { loop } = (await ctx.caches.catalogue.pinned(step.procedure, step.procedure_version)).loop;
      const name = loop.states[step.to_state]?.name ?? { zh: step.to_state, en: step.to_state };
      const number = caseNumber(step.case_id, step.opened_at);
      return {
        update_id: `${number}-${step.seq}`,
        service_request_id: number,
        updated_datetime: writeMoment(step.at),
        status: statusOf(step.to_state, step.merged_id !== null),
        description: `${name.zh} / ${name.en}`,
        media_url: null,
        external_status_code: step.to_state,
      };
    }),
  );
}

const STATUS: Record<string, string> = {
  confirming: 'investigating',
  filing: 'investigating',
  dispatching: 'action_scheduled',
  assigning: 'action_scheduled',
  suspended: 'action_scheduled',
  handling: 'in_progress',
  handled: 'in_progress',
  verifying: 'in_progress',
  rating: 'in_progress',
  closed: 'fixed',
  archived: 'closed',
  declined: 'no_further_action',
  withdrawn: 'closed',
  void: 'closed',
};

/** The status words of FixMyStreet's extended mode; what has no word of its own is open. */
function statusOf(state: string, merged: boolean): string {
  return state === 'void' && merged ? 'duplicate' : (STATUS[state] ?? 'open');
}
