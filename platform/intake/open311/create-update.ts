import { actOnCase } from '../../cases/act-on-case.ts';
import { caseIdOf, caseNumber } from '../../cases/case-number.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { nameUuid } from '../name-uuid.ts';
import type { KeyActor } from './create-request.ts';
import { findPublicRequests } from './find-public-requests.ts';
import type { ServiceBook } from './list-services.ts';
import { type Fault, fault, Open311Error, refuse } from './open311-error.ts';
import { parseMoment } from './parse-moment.ts';
import type { Form } from './read-form.ts';
import type { Plain } from './write-xml.ts';

const REQUIRED = ['update_id', 'service_request_id', 'updated_datetime', 'status', 'description'];
const LONGEST = 1000;

/**
 * What a reporter adds through an outside client (FixMyStreet's extension): it becomes an act of the reporter on the
 * case, once for each `update_id`. Only the key that brought the report in may speak for its reporter. A status that
 * asks for more than words is followed where the loop allows it: CANCELLED withdraws, REOPEN has it done again.
 */
export async function createUpdate(
  ctx: Context,
  book: ServiceBook,
  actor: KeyActor,
  form: Form,
): Promise<{ [key: string]: Plain }> {
  const faults: Fault[] = REQUIRED.filter((name) => !form.get(name)).map((name) =>
    fault(`400.${name}`, { zh: `缺少 ${name}`, en: `${name} is required` }),
  );
  const text = form.get('description') ?? '';
  if ([...text].length > LONGEST)
    faults.push(
      fault('400.description', {
        zh: `描述超过 ${LONGEST} 字`,
        en: `description is longer than ${LONGEST} characters`,
      }),
    );
  const at = form.get('updated_datetime');
  if (at && !parseMoment(at))
    faults.push(
      fault('400.updated_datetime', {
        zh: 'updated_datetime 应为带时区的 ISO 8601 时间',
        en: 'updated_datetime must be an ISO 8601 date-time with a time zone',
      }),
    );
  refuse(faults);

  const number = form.get('service_request_id') as string;
  const [row] = await findPublicRequests(ctx, book.listed, { ids: [caseIdOf(number) ?? 0] });
  if (!row || caseNumber(row.id, row.opened_at) !== number)
    throw new Open311Error(404, [
      fault('404.service_request_id', { zh: `没有案卷 ${number}`, en: `service_request_id ${number} was not found` }),
    ]);
  const act = actFor(row.state, (form.get('status') as string).toUpperCase());
  const actId = nameUuid(`open311:${actor.keyId}:update:${form.get('update_id')}`);
  try {
    const receipt = await actOnCase(ctx, actor, number, {
      actId,
      act,
      note: text.length < 2 ? `${text}。` : text,
      data: { update_id: form.get('update_id') },
    });
    return { update_id: `${number}-${receipt.seq}` };
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    if (error.status === 403 || error.status === 404)
      throw new Open311Error(403, [
        fault('403.case', { zh: '该 api_key 不能更新此案卷', en: 'This api_key may not update that request' }),
      ]);
    throw new Open311Error(400, [fault(`400.${error.code}`, error.sentence)]);
  }
}

const BEFORE_ASSIGNING = new Set(['reported', 'supplementing', 'confirming', 'filing', 'dispatching']);

function actFor(state: string, status: string): string {
  if (status === 'REOPEN' && state === 'rating') return 'dispute';
  if (status === 'REOPEN' && state === 'closed') return 'redo';
  if (status === 'CANCELLED' && BEFORE_ASSIGNING.has(state)) return 'withdraw';
  return state === 'supplementing' ? 'supplement' : 'add_info';
}
