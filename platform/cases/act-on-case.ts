import { createHash } from 'node:crypto';
import type { Act, State } from '@gewu/procedures/types';
import type pg from 'pg';
import type { Actor } from '../access/actor.ts';
import { canonical } from '../audit/step-hash.ts';
import { scopeOf } from '../db/scope-of.ts';
import { withActor } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { notFound, Problem } from '../http/problem.ts';
import { applySides } from './apply-sides.ts';
import { CASE_COLUMNS } from './case-columns.ts';
import { caseIdOf, caseNumber } from './case-number.ts';
import type { CaseRecord, Receipt } from './case-record.ts';
import { checkForm } from './check-form.ts';
import { claimFiles } from './claim-files.ts';
import { findHolder } from './find-holder.ts';
import { findReceipt } from './find-receipt.ts';
import { formOf } from './form-of.ts';
import { planAct } from './plan-act.ts';
import { type Assisting, mayDo, relationsTo } from './relations.ts';
import { writeMove } from './write-move.ts';

export type ActInput = {
  actId: string;
  act: string;
  /** The step number the actor saw last; a mismatch is answered with 409 and the new state. */
  seq?: number | undefined;
  note?: string | undefined;
  data?: Record<string, unknown> | undefined;
  files?: string[] | undefined;
  /** The post that takes the case over, where the act hands it on. */
  target?: number | undefined;
  /** Only the system may say when it happened. */
  at?: Date | undefined;
};

/**
 * Does one act on a case, once: sees the row as the actor, locks it, checks relation, state, form and evidence,
 * plans the move, and appends the step in the same transaction.
 * @throws Problem 404 out of sight · 403 not this actor's act · 409 somebody was first · 422 form or evidence
 */
export async function actOnCase(
  ctx: Context,
  actor: Actor,
  number: string,
  input: ActInput,
): Promise<Receipt & { replay: boolean }> {
  const id = caseIdOf(number);
  if (id === undefined) throw notFound({ zh: '案卷', en: 'The case' });
  const request = createHash('sha256')
    .update(canonical([number, input.act, input.note, input.data, input.files, input.target]))
    .digest();
  try {
    return await withActor(ctx.pool, actor, async (_db, client) => {
      const seen = await client.query('select from cases where id = $1', [id]);
      if (seen.rowCount === 0) throw notFound({ zh: '案卷', en: 'The case' });
      await client.query(scopeOf({ kind: 'system', account: 'system' }));
      const { rows } = await client.query<CaseRecord>(
        `select ${CASE_COLUMNS.join(', ')} from cases where id = $1 for update`,
        [id],
      );
      const receipt = await actOnRow(ctx, client, actor, rows[0] as CaseRecord, input, request);
      return { ...receipt, replay: false };
    });
  } catch (error) {
    const replayed =
      (error as { constraint?: string }).constraint === 'step_act_id_key' ||
      (error instanceof Problem && [403, 404, 409].includes(error.status));
    if (!replayed) throw error;
    // a replay meets a case that has moved on, or that the act itself passed out of sight: look for its first result first
    const first = await findReceipt(ctx, actor, input.actId, request).catch(() => undefined);
    if (first) return { ...first, replay: true };
    throw error;
  }
}

/** The act on a row that is already locked by this transaction, which runs as the system. */
export async function actOnRow(
  ctx: Context,
  client: pg.PoolClient,
  actor: Actor,
  row: CaseRecord,
  input: ActInput,
  request: Buffer,
): Promise<Receipt> {
  const catalogue = await ctx.caches.catalogue.get();
  const pinned = await ctx.caches.catalogue.pinned(row.procedure, row.procedure_version);
  const moved = () =>
    new Problem(
      409,
      'case.moved',
      {
        zh: '案卷已被他人处理，状态已变化，请查看后再办。',
        en: 'Somebody else was first and the case has moved on. Look at it again.',
      },
      { state: row.state, seq: row.steps },
    );
  if (input.seq !== undefined && input.seq !== row.steps) throw moved();
  const { loop } = pinned.loop;
  const act = loop.acts[input.act] as Act | undefined;
  const to = pinned.loop.nextState(row.state, input.act);
  if (!act) throw new Problem(422, 'act.unknown', { zh: '没有这种操作。', en: 'There is no such act.' });
  const { rows: assists } = await client.query<Assisting>('select post, unit, state from assist where case_id = $1', [
    row.id,
  ]);
  const owner = row.owner_post === null ? undefined : await ctx.caches.posts.get(row.owner_post);
  const relations = relationsTo(actor, row, owner, assists);
  if (!to) throw moved();
  if (!mayDo(pinned, row, input.act, relations)) throw notYours();

  const data = input.data ?? {};
  const ask = formOf(act.ask, row.attributes);
  if (ask && actor.kind !== 'system')
    checkForm(ask, {
      ...data,
      ...(input.note !== undefined && { note: input.note }),
      ...(input.target !== undefined && { target: input.target }),
    });
  if (actor.kind !== 'system' && (input.files?.length ?? 0) < (act.evidence ?? 0))
    throw new Problem(422, 'evidence.missing', {
      zh: `请至少附上 ${act.evidence} 张照片。`,
      en: `Please attach at least ${act.evidence} photo(s).`,
    });
  if (typeof data.matter === 'string' && !catalogue.matters.get(data.matter)?.active)
    throw new Problem(422, 'matter.unknown', {
      zh: '事项目录中没有该事项，或已停用。',
      en: 'The catalogue has no such matter, or it is not active.',
    });

  const at = actor.kind === 'system' ? (input.at ?? new Date()) : new Date();
  const holder = await findHolder(ctx, act, loop.states[to] as State, row, actor, input.target);
  const { row: next, step } = planAct({ rules: catalogue.rules, hours: catalogue.hours }, pinned, row, {
    act: input.act,
    actId: input.actId.toLowerCase(),
    at,
    account: actor.account,
    post: actor.kind === 'staff' ? actor.post.id : null,
    note: input.note ?? null,
    data: input.target === undefined ? data : { ...data, target: input.target },
    files: input.files ?? [],
    request,
    holder,
  });
  await applySides(client, actor, act, row, next, input);
  await writeMove(client, { row: next, step });
  if (input.files?.length) await claimFiles(client, actor, row.id, input.files);
  return {
    actId: input.actId,
    number: caseNumber(row.id, row.opened_at),
    seq: step.seq,
    act: step.act,
    state: next.state,
    at: at.toISOString(),
  };
}

const notYours = () =>
  new Problem(403, 'act.not-yours', { zh: '该操作不由您的岗位办理。', en: 'This act is not for your post.' });
