import { randomUUID } from 'node:crypto';
import { actAsSystem } from '../../cases/act-as-system.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { IssueKind } from './care-types.ts';
import { nameIssue } from './describe-issue.ts';

const BATCH = 100;
const MOST_NAMED = 20;

type Told = { names: { name: string; kind: IssueKind; gone: boolean }[]; rest: number };

/**
 * Tells cases which of their devices work again; once none is ill any longer the case says so and waits for its owner to
 * confirm it. What was told stands in the issue, in the same transaction as the step, so that nothing is told twice.
 * @returns how many cases were told something
 */
export async function feedVisits(ctx: Context): Promise<number> {
  let fed = 0;
  for (;;) {
    const { rows: due } = await withSystem(ctx.pool, (_db, client) =>
      client.query<{ case_id: number }>(
        `select distinct case_id from device_issue where healed_at is not null and case_id is not null and not told limit ${BATCH}`,
      ),
    );
    for (const { case_id } of due) if (await feedVisit(ctx, case_id)) fed += 1;
    if (due.length < BATCH) return fed;
  }
}

async function feedVisit(ctx: Context, caseId: number): Promise<boolean> {
  return withSystem(ctx.pool, async (_db, client) => {
    // whoever lets issues join this case does so before or after, never in between
    await client.query('select from cases where id = $1 for update', [caseId]);
    const { rows } = await client.query<Told>(
      `with t as (update device_issue set told = true where case_id = $1 and healed_at is not null and not told returning device, kind, gone)
       select (select json_agg(json_build_object('name', d.name, 'kind', t.kind, 'gone', t.gone) order by d.id) from t join device d on d.id = t.device) as names,
         (select count(*)::int from device_issue i where i.case_id = $1 and i.healed_at is null) as rest`,
      [caseId],
    );
    const told = rows[0];
    if (!told?.names) return false;
    const input = (act: string) => ({ actId: randomUUID(), act, note: noteOf(told), data: { rest: told.rest } });
    const done = told.rest === 0 && (await actAsSystem(ctx, client, caseId, input('healed')));
    if (!done) await actAsSystem(ctx, client, caseId, input('cleared'));
    return true;
  });
}

function noteOf({ names, rest }: Told): string {
  const lines = names.slice(0, MOST_NAMED).map(({ name, kind, gone }) => {
    const { zh, en } = nameIssue(kind);
    return gone ? `${name}：已停用 · out of use` : `${name}：${zh}已恢复 · ${en} is over`;
  });
  if (names.length > lines.length) lines.push(`…（${names.length}）`);
  lines.push(
    rest === 0
      ? '全部设备已恢复，请确认后办结 · all devices work again, please confirm and close'
      : `还有 ${rest} 项未恢复 · ${rest} still open`,
  );
  return lines.join('\n');
}
