import { createHash } from 'node:crypto';
import type { Urgency } from '@gewu/procedures/types';
import type pg from 'pg';
import { type Actor, areaOf } from '../access/actor.ts';
import { canonical, GENESIS, hashStep } from '../audit/step-hash.ts';
import type { Matter, Pinned } from '../catalogue/catalogue-cache.ts';
import { withSystem } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { caseNumber } from './case-number.ts';
import type { CaseRecord, NewStep, Receipt } from './case-record.ts';
import { checkForm } from './check-form.ts';
import { claimFiles } from './claim-files.ts';
import { findReceipt } from './find-receipt.ts';
import { enterState } from './plan-act.ts';
import { routeReport } from './route-case.ts';
import { searchVector } from './search-terms.ts';
import { type Timekeeper, wholeDeadline } from './stage-clock.ts';
import { writeReport, writeReportIn } from './write-reports.ts';

export type OpenInput = {
  actId: string;
  procedure?: string | undefined;
  matter?: string | undefined;
  title?: string | undefined;
  description: string;
  lon?: number | undefined;
  lat?: number | undefined;
  place?: string | undefined;
  area?: string | undefined;
  urgency?: Urgency | undefined;
  files?: string[] | undefined;
  attributes?: Record<string, unknown> | undefined;
  anonymous?: boolean | undefined;
  confidential?: boolean | undefined;
  source?: string | undefined;
  channel?: string | undefined;
  contact?: { name: string; phone: string } | undefined;
  /** The moment it really happened; only the system (imports, the sample) may set it. */
  at?: Date | undefined;
  /** Why an import placed it where it did; kept in the routing reason. */
  placeReason?: string | undefined;
};

/**
 * Opens a case: checks, finds the place's owner, starts the clock, writes the first step, all in one transaction.
 * @returns the receipt, and whether it is a replay of an earlier request with the same act id
 * @throws Problem 422 on a wrong form, unknown matter, procedure or files; 409 where the act id was used for another act
 */
export async function openCase(ctx: Context, actor: Actor, input: OpenInput): Promise<Receipt & { replay: boolean }> {
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
  try {
    const report = {
      row,
      step,
      search: searchVector(row.title, row.description, row.place, matter?.name.zh, matter?.name.en),
    };
    if (!input.files?.length) await writeReport(ctx.writer, report);
    else
      await withSystem(ctx.pool, async (_db, client) => {
        await writeReportIn(client, report);
        await claimFiles(client, actor, row.id, input.files ?? []);
      });
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'step_act_id_key') throw error;
    return { ...(await findReceipt(ctx, actor, input.actId, step.request)), replay: true };
  }
  return {
    actId: input.actId,
    number: caseNumber(row.id, row.opened_at),
    seq: 1,
    act: step.act,
    state: row.state,
    at: step.at.toISOString(),
    replay: false,
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

type Placed = {
  id: number;
  area: string;
  owner: number | null;
  reason: string;
  urgency: Urgency;
  title: string;
  contact: Buffer | null;
};

/** The row and first step of a new case; pure, so that imports and the sample obey the same rules. */
export function planOpen(
  keeper: Timekeeper,
  pinned: Pinned,
  actor: Actor,
  input: OpenInput,
  placed: Placed,
): { row: CaseRecord; step: NewStep } {
  const at = input.at ?? new Date();
  const { loop } = pinned.loop;
  const state = loop.states[loop.initial];
  if (!state) throw new Error(`loop ${loop.loop} has no initial state`);
  const staff = actor.kind === 'staff';
  const row: CaseRecord = {
    id: placed.id,
    area: placed.area,
    procedure: pinned.procedure.procedure,
    procedure_version: pinned.version,
    matter: input.matter ?? null,
    source: input.source ?? (staff ? (actor.post.role === 'grid_worker' ? 'patrol' : 'hotline') : 'resident'),
    channel: input.channel ?? (staff ? 'web' : actor.kind === 'resident' ? 'app' : 'api'),
    urgency: placed.urgency,
    complex: false,
    title: placed.title,
    description: input.description,
    place: input.place ?? null,
    lon: input.lon ?? null,
    lat: input.lat ?? null,
    route_reason: placed.reason,
    state: loop.initial,
    stage: state.stage,
    open: true,
    owner_post: state.turn === 'owner' || state.turn === 'verifier' ? placed.owner : null,
    unit: null,
    handler_post: null,
    handler_account: null,
    reporter: actor.kind === 'resident' || staff ? actor.account : null,
    contact: placed.contact,
    anonymous: input.anonymous ?? false,
    confidential: input.confidential ?? false,
    marks: [],
    returns: 0,
    redos: 0,
    extension: null,
    merged_into: null,
    opened_at: at,
    filed_at: null,
    dispatched_at: null,
    responded_at: null,
    handled_at: null,
    closed_at: null,
    due_at: null,
    stage_from: at,
    stage_due_at: null,
    tick_at: null,
    warned: false,
    overdue_at: null,
    escalated_to: null,
    paused_at: null,
    suspended_until: null,
    result: null,
    rating: null,
    solved: null,
    attributes: input.attributes ?? {},
    steps: 1,
    head: GENESIS,
    updated_at: at,
  };
  row.due_at =
    wholeDeadline(
      keeper,
      { matter: row.matter, procedure: row.procedure, urgency: placed.urgency, area: row.area },
      at,
    ) ?? null;
  enterState(keeper, row, state, at);
  const facts = {
    case_id: row.id,
    seq: 1,
    act: 'report',
    from_state: null,
    to_state: row.state,
    account: actor.account,
    post: staff ? actor.post.id : null,
    at,
    due_at: null,
    left_ms: null,
    note: null,
    data: { description: input.description, ...(input.place && { place: input.place }) },
    files: input.files ?? [],
    act_id: input.actId.toLowerCase(),
  };
  row.head = hashStep(GENESIS, facts);
  const request = createHash('sha256')
    .update(
      canonical([
        'open',
        actor.account,
        input.description,
        input.matter,
        input.lon,
        input.lat,
        input.place,
        input.files,
      ]),
    )
    .digest();
  return { row, step: { ...facts, request, prev: GENESIS, hash: row.head } };
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
