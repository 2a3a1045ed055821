import { readFresh, readHorizon } from '../db/read-fresh.ts';
import { withSystem } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { repeatWork } from '../http/repeat-work.ts';
import type { PushNote } from '../push/push-note.ts';
import { queuePush } from '../push/queue-push.ts';
import { caseNumber } from './case-number.ts';

type Moved = {
  id: number;
  xid: string;
  case_id: number;
  opened_at: Date;
  at: Date;
  account: string;
  from_state: string | null;
  to_state: string;
  procedure: string;
  procedure_version: number;
  urgency: string;
  source: string;
  owner_post: number | null;
  residents: string[];
};

const SELECT = `select s.id, s.xid::text, s.case_id, c.opened_at, s.at, s.account, s.from_state, s.to_state, c.procedure, c.procedure_version,
    c.urgency, c.source, c.owner_post,
    array(select a.id from account a where a.kind = 'resident' and (a.id = c.reporter or a.id in (select f.account from follower f where f.case_id = c.id))) as residents
  from step s join cases c on c.id = s.case_id`;

const TURN_MS = 1_000;
/** What is older is history: an import, a sample, a time of being down. */
const FRESH_MS = 10 * 60_000;
const DAY_S = 86_400;

/**
 * Looks through the steps written since the last turn and tells phones: a grid worker that a case now waits for them, a
 * resident that their matter has moved. How far it looked stands in the database and moves with the notes it wrote, so
 * that each step is told once, whichever server looks and whenever one dies.
 * @returns how many steps were looked at
 */
export async function pushSteps(ctx: Context): Promise<number> {
  return withSystem(ctx.pool, async (_db, client) => {
    const begin = await readHorizon(ctx.pool);
    await client.query('insert into push_cursor (horizon) values ($1) on conflict do nothing', [begin]);
    const { rows: held } = await client.query<{ horizon: string; phones: boolean }>(
      'select horizon, exists (select from push_subscription) as phones from push_cursor for update skip locked',
    );
    const from = held[0];
    if (!from) return 0;
    // with nobody to tell, the steps of an import need not be read
    const fresh = from.phones
      ? await readFresh<Moved>(ctx.pool, SELECT, 's', from.horizon)
      : { rows: [], horizon: begin };
    for (const step of fresh.rows) {
      if (step.from_state === step.to_state || Date.now() - step.at.getTime() > FRESH_MS) continue;
      await queuePush(client, await handlersOf(ctx, step), taskNote(step));
      const readers = step.residents.filter((account) => account !== step.account);
      if (readers.length > 0) await queuePush(client, readers, await movedNote(ctx, step));
    }
    await client.query('update push_cursor set horizon = $1', [fresh.horizon]);
    return fresh.rows.length;
  });
}

/** Turns {@link pushSteps} once a second. @returns stops it, after the turn under way */
export function runStepPushes(ctx: Context): () => Promise<void> {
  if (!ctx.config.push.on) return async () => undefined;
  return repeatWork(
    TURN_MS,
    () => pushSteps(ctx),
    (error) => ctx.log.error({ err: error }, 'phones could not be told of cases'),
  );
}

/** Who holds the grid worker's post whose turn it is now; nobody where they did it themselves or their phone rings for it already. */
async function handlersOf(ctx: Context, step: Moved): Promise<string[]> {
  const post = step.owner_post === null ? undefined : await ctx.caches.posts.get(step.owner_post);
  if (post?.role !== 'grid_worker' || (step.source === 'device' && step.urgency === 'critical')) return [];
  const onDuty = ctx.caches.posts.onDuty(post);
  const accounts = onDuty.length > 0 ? onDuty : post.holders;
  return accounts.includes(step.account) ? [] : accounts;
}

function taskNote(step: Moved): PushNote {
  const path = `/case/${caseNumber(step.case_id, step.opened_at)}`;
  const pressing = step.urgency !== 'normal';
  return {
    kind: 'task',
    ref: String(step.case_id),
    topic: `task-${step.case_id}`,
    urgency: pressing ? 'high' : 'normal',
    ttl: DAY_S,
    title: pressing ? { zh: '有紧急任务', en: 'An urgent task' } : { zh: '有新任务', en: 'A new task' },
    body: { zh: '点开查看', en: 'Open to see it' },
    path: { field: path, resident: '/', console: `/cases/${caseNumber(step.case_id, step.opened_at)}` },
  };
}

async function movedNote(ctx: Context, step: Moved): Promise<PushNote> {
  const { loop } = await ctx.caches.catalogue.pinned(step.procedure, step.procedure_version);
  const state = loop.loop.states[step.to_state]?.name;
  const path = `/cases/${caseNumber(step.case_id, step.opened_at)}`;
  return {
    kind: 'case',
    ref: String(step.case_id),
    topic: `case-${step.case_id}`,
    urgency: 'normal',
    ttl: 3 * DAY_S,
    title: { zh: '您反映的事项有新进展', en: 'News in your matter' },
    body: state ? { zh: `现在：${state.zh}`, en: `Now: ${state.en}` } : { zh: '点开查看', en: 'Open to see it' },
    path: { field: '/', resident: path, console: path },
  };
}
