import type { Actor } from '../access/actor.ts';
import { withActor } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { onlyFollows } from './cover-report.ts';
import { INNER_ACTS } from './inner-acts.ts';
import { getCase } from './read-case.ts';

/** The timeline of a case: every node with who, at which post, when, and what was left of the limit. */
export async function readSteps(ctx: Context, actor: Actor, number: string) {
  const { row, steps } = await withActor(ctx.pool, actor, async (db) => {
    const found = await getCase(db, number);
    const rows = await db
      .selectFrom('step')
      .leftJoin('account', 'account.id', 'step.account')
      .select([
        'seq',
        'act',
        'from_state',
        'to_state',
        'at',
        'step.account as account',
        'step.post as post',
        'account.name as name',
        'account.kind as kind',
        'due_at',
        'note',
        'data',
        'files',
        'hash',
      ])
      .where('case_id', '=', found.id)
      .orderBy('seq')
      .execute();
    return { row: found, steps: rows };
  });
  const pinned = await ctx.caches.catalogue.pinned(row.procedure, row.procedure_version);
  const resident = actor.kind === 'resident';
  return Promise.all(
    steps.map(async (step) => {
      const post = step.post === null ? undefined : await ctx.caches.posts.get(step.post);
      // residents see which post acted, not which person; staff see both
      const who =
        step.account === 'system'
          ? { system: true as const }
          : step.kind === 'staff' && step.post !== null
            ? { name: resident ? null : step.name, post: post?.name ?? '' }
            : { reporter: true as const };
      const theirs = onlyFollows(actor, row) && step.account === row.reporter;
      const inner = resident && (INNER_ACTS.has(step.act) || theirs);
      return {
        seq: step.seq,
        act: step.act,
        name: pinned.loop.loop.acts[step.act]?.name ?? BUILT_IN[step.act] ?? { zh: step.act, en: step.act },
        fromState: step.from_state,
        toState: step.to_state,
        at: step.at.toISOString(),
        who,
        dueAt: step.due_at?.toISOString() ?? null,
        leftMs: step.due_at ? step.due_at.getTime() - step.at.getTime() : null,
        note: inner ? null : step.note,
        data: resident ? {} : step.data,
        files: inner || onlyFollows(actor, row) ? [] : step.files,
        hash: step.hash.toString('hex'),
      };
    }),
  );
}

const BUILT_IN: Record<string, { zh: string; en: string }> = {
  report: { zh: '上报', en: 'Reported' },
  warn: { zh: '临期提醒', en: 'Warned of the limit' },
  escalate: { zh: '超期升级', en: 'Overdue, passed to the level above' },
};
