import type { Act } from '@gewu/procedures/types';
import type { Actor } from '../access/actor.ts';
import { maskContact } from '../access/seal.ts';
import { type Db, withActor, withSystem } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { notFound } from '../http/problem.ts';
import { CASE_COLUMNS } from './case-columns.ts';
import { caseIdOf, caseNumber } from './case-number.ts';
import type { CaseRecord } from './case-record.ts';
import { viewRow } from './case-view.ts';
import { coverReport, onlyFollows } from './cover-report.ts';
import { formOf } from './form-of.ts';
import { INNER_ACTS } from './inner-acts.ts';
import { type Assisting, actsFor, relationsTo } from './relations.ts';

/** The row of a case the actor can see. @throws Problem 404 */
export async function getCase(db: Db, number: string): Promise<CaseRecord> {
  const id = caseIdOf(number);
  const row =
    id === undefined
      ? undefined
      : await db.selectFrom('cases').select(CASE_COLUMNS).where('id', '=', id).executeTakeFirst();
  if (!row || caseNumber(row.id, row.opened_at) !== number) throw notFound({ zh: '案卷', en: 'The case' });
  return row as CaseRecord;
}

/** Everything about one case that this actor may see, and just the acts this actor may do now. */
export async function readCase(ctx: Context, actor: Actor, number: string) {
  const { found, files, assists, followers, mine } = await withActor(ctx.pool, actor, async (db) => {
    const found = await getCase(db, number);
    const follow = await db.selectFrom('follower').select('account').where('case_id', '=', found.id).execute();
    return {
      found,
      files: await filesOf(db, found.id, actor),
      assists:
        actor.kind === 'resident'
          ? []
          : await db
              .selectFrom('assist')
              .select(['id', 'post', 'unit', 'work', 'whistle', 'state', 'answer', 'due_at', 'asked_at', 'answered_at'])
              .where('case_id', '=', found.id)
              .orderBy('id')
              .execute(),
      followers: follow.length,
      mine: found.reporter === actor.account || follow.some((f) => f.account === actor.account),
    };
  });
  const catalogue = await ctx.caches.catalogue.get();
  const covered = onlyFollows(actor, found);
  const row = covered ? { ...coverReport(found, catalogue), description: '', attributes: {} } : found;
  const pinned = await ctx.caches.catalogue.pinned(row.procedure, row.procedure_version);
  const owner = row.owner_post === null ? undefined : await ctx.caches.posts.get(row.owner_post);
  const relations = relationsTo(actor, row, owner, assists satisfies Assisting[]);
  const offers = actsFor(pinned, row, relations).map((key) => {
    const act = pinned.loop.loop.acts[key] as Act;
    return {
      act: key,
      name: act.name,
      style: act.style ?? 'normal',
      to: act.to ?? null,
      ask: formOf(act.ask, row.attributes) ?? null,
      evidence: act.evidence ?? 0,
      needsTarget: act.gives === 'target' || (act.effects?.includes('ask-assist') ?? false),
    };
  });
  const contact =
    row.contact && !row.anonymous && actor.kind === 'staff' ? maskContact(ctx.sealer.open(row.contact)) : null;
  return {
    ...(await viewRow(ctx.caches, row)),
    thumb: files.find((file) => file.mime.startsWith('image/'))?.id ?? null,
    description: row.description,
    attributes: row.attributes,
    procedureVersion: row.procedure_version,
    loop: pinned.loop.loop.loop,
    channel: row.channel,
    complex: row.complex,
    confidential: row.confidential,
    anonymous: row.anonymous,
    contact,
    hasReporter: row.reporter !== null,
    mine,
    routeReason: actor.kind === 'resident' ? '' : row.route_reason,
    extension: row.extension,
    assists: await Promise.all(
      assists.map(async (a) => ({
        ...a,
        unitName: (await ctx.caches.posts.unitName(a.unit)) ?? '',
        postName: (await ctx.caches.posts.get(a.post))?.name ?? '',
        dueAt: a.due_at?.toISOString() ?? null,
        askedAt: a.asked_at.toISOString(),
        answeredAt: a.answered_at?.toISOString() ?? null,
      })),
    ),
    returns: row.returns,
    redos: row.redos,
    rating: row.rating,
    solved: row.solved,
    result: row.result,
    suspendedUntil: row.suspended_until,
    followers,
    files,
    mergedInto: row.merged_into === null ? null : await numberOf(ctx, row.merged_into),
    acts: offers,
  };
}

/** Photos and documents of a case; a resident sees those of the nodes whose words a resident sees. */
async function filesOf(db: Db, id: number, actor: Actor) {
  const files = await db
    .selectFrom('file_object')
    .select(['id', 'mime', 'width', 'height'])
    .where('case_id', '=', id)
    .orderBy('created_at')
    .execute();
  if (actor.kind !== 'resident' || files.length === 0) return files;
  const shown = await db
    .selectFrom('step')
    .select('files')
    .where('case_id', '=', id)
    .where('act', 'not in', [...INNER_ACTS])
    .execute();
  const ids = new Set(shown.flatMap((step) => step.files));
  return files.filter((file) => ids.has(file.id));
}

/** The number of the case this one was merged into: its reporters were told of it, so they may know it. */
async function numberOf(ctx: Context, id: number): Promise<string | null> {
  const row = await withSystem(ctx.pool, (db) =>
    db.selectFrom('cases').select('opened_at').where('id', '=', id).executeTakeFirst(),
  );
  return row ? caseNumber(id, row.opened_at) : null;
}
