import type { Act } from '@gewu/procedures/types';
import type pg from 'pg';
import type { Actor } from '../access/actor.ts';
import { Problem } from '../http/problem.ts';
import type { ActInput } from './act-on-case.ts';
import { caseIdOf } from './case-number.ts';
import type { CaseRecord } from './case-record.ts';

/**
 * What an act does outside the case's own row: parties, help tasks, merged reporters.
 * Runs inside the act's transaction, as the system.
 */
export async function applySides(
  client: pg.PoolClient,
  actor: Actor,
  act: Act,
  before: CaseRecord,
  after: CaseRecord,
  input: ActInput,
): Promise<void> {
  // a unit that had the case keeps seeing it
  if (before.unit !== null && before.unit !== after.unit) await addParty(client, before.id, before.unit);
  for (const effect of act.effects ?? []) {
    switch (effect) {
      case 'ask-assist':
        await askAssist(client, before, input);
        break;
      case 'agree-assist':
        await answerAssist(client, actor, before, 'agreed', ['asked'], input);
        break;
      case 'refuse-assist':
        await answerAssist(client, actor, before, 'refused', ['asked'], input);
        break;
      case 'arrive-assist':
        await answerAssist(client, actor, before, 'arrived', ['asked', 'agreed'], input);
        break;
      case 'answer-assist':
        await answerAssist(client, actor, before, 'done', ['asked', 'agreed', 'arrived'], input);
        break;
      case 'merge':
        await merge(client, before, after);
        break;
      default:
    }
  }
}

async function addParty(client: pg.PoolClient, caseId: number, unit: number): Promise<void> {
  await client.query('insert into party (case_id, unit) values ($1, $2) on conflict do nothing', [caseId, unit]);
}

async function askAssist(client: pg.PoolClient, row: CaseRecord, input: ActInput): Promise<void> {
  const { rows } = await client.query<{ organisation: number }>(
    'select organisation from post where id = $1 and closed_at is null',
    [input.target ?? 0],
  );
  const unit = rows[0]?.organisation;
  if (unit === undefined)
    throw new Problem(422, 'target.unknown', { zh: '请选择协同单位。', en: 'Please choose whom to ask for help.' });
  const work = String(input.data?.work ?? input.note ?? '');
  const hours = Number(input.data?.hours ?? 24);
  await client.query(
    `insert into assist (case_id, unit, post, work, whistle, due_at) values ($1, $2, $3, $4, $5, now() + make_interval(hours => $6))`,
    [row.id, unit, input.target, work, input.act === 'whistle', hours],
  );
  await addParty(client, row.id, unit);
}

async function answerAssist(
  client: pg.PoolClient,
  actor: Actor,
  row: CaseRecord,
  state: string,
  from: string[],
  input: ActInput,
): Promise<void> {
  if (actor.kind !== 'staff') return;
  const { rowCount } = await client.query(
    `update assist set state = $1, answer = coalesce($2, answer), answered_at = now()
     where id = (select id from assist where case_id = $3 and (post = $4 or unit = $5) and state = any($6) order by id limit 1)`,
    [state, input.note ?? null, row.id, actor.post.id, actor.post.organisation, from],
  );
  if (!rowCount)
    throw new Problem(409, 'assist.none', {
      zh: '没有等待您单位答复的协同任务。',
      en: 'No help task is waiting for your unit.',
    });
}

/** The duplicate's reporters follow the case it was merged into; both histories stay. */
async function merge(client: pg.PoolClient, before: CaseRecord, after: CaseRecord): Promise<void> {
  const text = String(after.merged_into ?? '');
  const into = caseIdOf(text) ?? Number(text);
  if (into === before.id)
    throw new Problem(422, 'merge.self', { zh: '不能并入自身。', en: 'A case cannot be merged into itself.' });
  const { rows } = await client.query<{ area: string }>(
    'select area from cases where id = $1 and merged_into is null',
    [into],
  );
  if (!rows[0])
    throw new Problem(422, 'merge.unknown', {
      zh: '要并入的案卷不存在。',
      en: 'The case to merge into does not exist.',
    });
  after.merged_into = into;
  await client.query(
    `insert into follower (case_id, account) select $1, account from (select reporter as account from cases where id = $2 and reporter is not null
       union select account from follower where case_id = $2) f on conflict do nothing`,
    [into, before.id],
  );
}
