import { randomUUID } from 'node:crypto';
import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { answerQuestions } from './answer-questions.ts';
import { authoriseCompare, type CompareOrder } from './authorise-compare.ts';
import { type Answer, type Question, SERVICES } from './services.ts';
import { takeQuota } from './take-quota.ts';

/** Who asks through a system of their own, as its headers or body say. */
export type Asking = { user: string | undefined; behalf: string | undefined; requestId: string | undefined };

/** Answers leave at full steps of this after the question came, whatever they are. */
const STEP_MS = 50;

/**
 * Answers one question by yes, no or unknown, under a declared purpose and for a named case. Who, for which case, on
 * whose behalf and the request's hash go into the trail; what was asked does not. The same request again gets the same
 * answer and costs nothing; its id for another request is refused.
 * @param hash of the request, see request-hash.ts
 */
export async function compareOnce(
  ctx: Context,
  actor: Actor,
  order: CompareOrder,
  question: Question,
  asking: Asking,
  hash: Buffer,
): Promise<Answer> {
  const from = performance.now();
  if (actor.kind === 'key' && (!asking.user || !asking.requestId))
    throw new Problem(400, 'compare.who', {
      zh: '请在请求头中写明 gewu-user（经办人及岗位）和 gewu-request-id。',
      en: 'Say in the headers who asks (gewu-user, person and post) and give the request an id (gewu-request-id).',
    });
  const grant = await authoriseCompare(ctx, actor, order);
  const requestId = asking.requestId ?? randomUUID();
  const before = await findAnswer(ctx, grant.holder, requestId, hash);
  if (before) return atFullStep(from, before);
  const [answer = 'unknown'] = await answerQuestions(ctx, order.service, [question], grant.scope);
  const given = await withSystem(ctx.pool, async (db) => {
    await takeQuota(db, { holder: grant.holder, service: 'compare', count: 1, limit: grant.limit });
    const kept = await db
      .insertInto('compare_request')
      .values({ holder: grant.holder, request_id: requestId, request_hash: hash, answer })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (!kept.numInsertedOrUpdatedRows) throw reused(); // the same id at the same instant
    await recordEvent(db, actor, {
      kind: 'compare',
      caseId: grant.caseId,
      subject: order.service,
      data: {
        purpose: order.purpose,
        fields: SERVICES[order.service].fields,
        rows: 1,
        requestId,
        requestHash: hash.toString('base64'),
        ...(asking.user && { user: asking.user }),
        ...(asking.behalf && { behalf: asking.behalf }),
      },
    });
    return answer;
  });
  return atFullStep(from, given);
}

async function findAnswer(ctx: Context, holder: string, requestId: string, hash: Buffer): Promise<Answer | undefined> {
  const row = await withSystem(ctx.pool, (db) =>
    db
      .selectFrom('compare_request')
      .select(['request_hash', 'answer'])
      .where('holder', '=', holder)
      .where('request_id', '=', requestId)
      .executeTakeFirst(),
  );
  if (!row) return undefined;
  if (!row.request_hash.equals(hash)) throw reused();
  return row.answer as Answer;
}

const reused = () =>
  new Problem(409, 'request.reused', {
    zh: '这个请求编号已用于另一次比对，请换一个编号。',
    en: 'This request id was used for another comparison. Choose a new one.',
  });

/** Time tells nothing: the work is the same for every answer, and what differs by chance is rounded away. */
async function atFullStep(from: number, answer: Answer): Promise<Answer> {
  const took = performance.now() - from;
  await new Promise((done) => setTimeout(done, Math.ceil(took / STEP_MS) * STEP_MS - took));
  return answer;
}
