import type { Actor } from '../../access/actor.ts';
import { areaOf } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { caseIdOf, caseNumber } from '../../cases/case-number.ts';
import { type Db, withActor, withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem, type Sentence } from '../../http/problem.ts';
import { findHeldCase } from '../pages/find-held-case.ts';
import type { CompareScope } from './answer-questions.ts';
import type { Outcome } from './judge-purpose.ts';
import { judgeService } from './judge-service.ts';
import { type Consumer, readConsumers } from './read-consumers.ts';
import type { Service } from './services.ts';

export type CompareOrder = { service: Service; purpose: string; case: string };
export type Grant = { holder: string; limit: number; caseId: number; scope: CompareScope };

const { consumers, purposes } = readConsumers();
const NOBODY: Consumer = { purposes: [], rows_a_day: 0 };

/**
 * Decides whether somebody may compare: an open case in their hands, a purpose they were given, and for each field of the
 * service at least one source that was collected for it. All of it from declarations: a refusal tells nothing of a person.
 * @throws Problem 404 or 409 for the case, 403 naming each refused field; the refusal is recorded, a gap as one to mend
 */
export async function authoriseCompare(ctx: Context, actor: Actor, order: CompareOrder): Promise<Grant> {
  const caseId = await findCase(ctx, actor, order.case);
  const { holder, name, consumer } = await findConsumer(ctx, actor);
  const { scope, refused } = await judgeService(ctx, consumer, order, areaOf(actor));
  if (refused.length > 0) {
    await withSystem(ctx.pool, (db) => recordRefusal(db, actor, caseId, name, order, refused));
    throw refusal(refused);
  }
  return { holder, limit: consumer.rows_a_day, caseId, scope };
}

/** Purposes that somebody may name when comparing, for a form to offer. */
export async function purposesOf(ctx: Context, actor: Actor): Promise<{ key: string; name: Sentence }[]> {
  const { consumer } = await findConsumer(ctx, actor);
  return consumer.purposes.flatMap((key) => {
    const name = purposes[key];
    return name ? [{ key, name }] : [];
  });
}

/** What somebody may compare in a day. */
export async function shareOf(ctx: Context, actor: Actor): Promise<{ holder: string; limit: number }> {
  const { holder, consumer } = await findConsumer(ctx, actor);
  return { holder, limit: consumer.rows_a_day };
}

async function findConsumer(ctx: Context, actor: Actor): Promise<{ holder: string; name: string; consumer: Consumer }> {
  if (actor.kind === 'key') {
    const key = await withSystem(ctx.pool, (db) =>
      db.selectFrom('api_key').select('name').where('id', '=', actor.keyId).executeTakeFirst(),
    );
    const name = key?.name ?? actor.keyId;
    return { holder: `key:${actor.keyId}`, name: `key ${name}`, consumer: consumers.keys[name] ?? NOBODY };
  }
  if (actor.kind !== 'staff') return { holder: actor.account, name: actor.kind, consumer: NOBODY };
  const unit = await withSystem(ctx.pool, (db) =>
    db.selectFrom('organisation').select('code').where('id', '=', actor.post.organisation).executeTakeFirst(),
  );
  const code = unit?.code ?? '';
  return { holder: `unit:${actor.post.organisation}`, name: code, consumer: consumers.departments[code] ?? NOBODY };
}

/** A key holds no post: the case it names must be open and lie in the area that the key was given. */
async function findCase(ctx: Context, actor: Actor, number: string): Promise<number> {
  if (actor.kind === 'staff') return (await withActor(ctx.pool, actor, (db) => findHeldCase(db, actor, number))).id;
  const id = caseIdOf(number);
  const row = await withActor(ctx.pool, actor, (db) =>
    db
      .selectFrom('cases')
      .select(['id', 'opened_at', 'open'])
      .where('id', '=', id ?? 0)
      .executeTakeFirst(),
  );
  if (!row || caseNumber(row.id, row.opened_at) !== number) throw notFound({ zh: '案卷', en: 'The case' });
  if (!row.open)
    throw new Problem(409, 'case.not-yours', {
      zh: '该案卷已办结，不能据此比对。',
      en: 'The case is closed; it cannot be the ground of a comparison.',
    });
  return row.id;
}

async function recordRefusal(
  db: Db,
  actor: Actor,
  caseId: number,
  consumer: string,
  order: CompareOrder,
  refused: readonly { field: string; outcome: Outcome }[],
): Promise<void> {
  const data = { service: order.service, purpose: order.purpose, consumer, refused };
  await recordEvent(db, actor, { kind: 'refused-compare', caseId, subject: order.service, data });
  if (refused.some(({ outcome }) => outcome.startsWith('gap')))
    await recordEvent(db, actor, { kind: 'purpose-gap', subject: consumer, data });
}

function refusal(refused: readonly { field: string; outcome: Outcome }[]): Problem {
  const gap = refused.some(({ outcome }) => outcome.startsWith('gap'));
  return new Problem(
    403,
    gap ? 'purpose.gap' : 'purpose.refused',
    gap
      ? {
          zh: '用途尚未配置，已通知区管理员；配置之前不能比对。',
          en: 'The purpose is not configured yet; the manager was told. Until then nothing can be compared.',
        }
      : {
          zh: '您的用途与数据的采集用途不符，不能比对。',
          en: 'Your purpose is not one that the data was collected for.',
        },
    { refused },
  );
}
