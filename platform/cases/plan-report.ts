import type pg from 'pg';
import { type Actor, areaOf } from '../access/actor.ts';
import type { Matter, Pinned } from '../catalogue/catalogue-cache.ts';
import { withSystem } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { checkForm } from './check-form.ts';
import type { OpenInput } from './open-input.ts';
import { planOpen } from './plan-open.ts';
import { routeReport } from './route-case.ts';
import { searchVector } from './search-terms.ts';
import type { NewReport } from './write-reports.ts';

/**
 * A new case ready to be written: checked, its place's owner found, its clock started. Nothing is written here, so
 * that a room above can write it in a transaction of its own, beside rows that must not stand without it.
 * @throws Problem 422 on a wrong form, unknown matter, procedure or too few files; 403 where the actor may not start it
 */
export async function planReport(ctx: Context, actor: Actor, input: OpenInput): Promise<NewReport> {
  const catalogue = await ctx.caches.catalogue.get();
  const matter = input.matter ? catalogue.matters.get(input.matter) : undefined;
  const { pinned } = checkInput(actor, input, matter, catalogue.current);
  // whoever looks after an area and names no place speaks of that area, and must be able to see what became of it
  const own = input.lon === undefined && areaOf(actor).length > 6 ? areaOf(actor) : undefined;
  const route = await routeReport(ctx, { ...input, area: input.area ?? own ?? null });
  const id = await nextCaseId(ctx.pool);
  const { row, step } = planOpen({ rules: catalogue.rules, hours: catalogue.hours }, pinned, actor, input, {
    id,
    area: route.area,
    owner: route.post?.id ?? null,
    reason: input.placeReason ? `${input.placeReason} > ${route.reason}` : route.reason,
    urgency: input.urgency ?? matter?.urgency ?? 'normal',
    title: input.title?.trim() || titleOf(input.description, matter),
    contact: input.contact ? ctx.sealer.seal(input.contact) : null,
  });
  return {
    row,
    step,
    search: searchVector(row.title, row.description, row.place, matter?.name.zh, matter?.name.en),
  };
}

function checkInput(
  actor: Actor,
  input: OpenInput,
  matter: Matter | undefined,
  current: Map<string, Pinned>,
): { pinned: Pinned } {
  if (input.matter && !matter?.active)
    throw new Problem(422, 'matter.unknown', {
      zh: '事项目录中没有该事项，或已停用。',
      en: 'The catalogue has no such matter, or it is not active.',
    });
  const key = input.procedure ?? matter?.procedure ?? 'standard-matter';
  const pinned = current.get(key);
  if (!pinned)
    throw new Problem(422, 'procedure.unknown', { zh: '没有该办理流程。', en: 'There is no such procedure.' });
  const starter = actor.kind === 'resident' ? 'resident' : actor.kind === 'system' ? 'system' : 'staff';
  if (starter !== 'system' && !pinned.procedure.start.includes(starter))
    throw new Problem(403, 'procedure.not-yours', {
      zh: '您不能发起该流程。',
      en: 'You may not start this procedure.',
    });
  if (pinned.procedure.form) checkForm(pinned.procedure.form, input.attributes ?? {});
  const needed = starter === 'system' ? 0 : (pinned.procedure.evidence ?? 0);
  if ((input.files?.length ?? 0) < needed)
    throw new Problem(422, 'evidence.missing', {
      zh: `请至少附上 ${needed} 张照片。`,
      en: `Please attach at least ${needed} photo(s).`,
    });
  if (input.at && actor.kind !== 'system')
    throw new Problem(422, 'time.forbidden', { zh: '不能指定时间。', en: 'The time cannot be set.' });
  return { pinned };
}

function titleOf(description: string, matter: Matter | undefined): string {
  const [line = ''] = description.trim().split(/[\n。！？!?]/u);
  const short = [...line].slice(0, 30).join('');
  return short || matter?.name.zh || '事项上报';
}

const BLOCK = 64;
const reserved = new WeakMap<pg.Pool, number[]>();

/** Ids come in blocks, so that a report does not pay a round trip for one; gaps after a restart are harmless. */
async function nextCaseId(pool: pg.Pool): Promise<number> {
  const left = reserved.get(pool) ?? [];
  reserved.set(pool, left);
  const id = left.pop();
  if (id !== undefined) return id;
  const { rows } = await withSystem(pool, (_db, client) =>
    client.query<{ id: number }>(
      `select nextval(pg_get_serial_sequence('gewu.cases', 'id')) as id from generate_series(1, ${BLOCK}) order by 1 desc`,
    ),
  );
  left.unshift(...rows.map((row) => row.id));
  return left.pop() as number;
}
