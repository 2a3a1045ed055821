import { createHash } from 'node:crypto';
import type { Act, State } from '@gewu/procedures/types';
import { type Actor, SYSTEM } from '../../platform/access/actor.ts';
import type { PostEntry } from '../../platform/access/post-cache.ts';
import { canonical } from '../../platform/audit/step-hash.ts';
import type { CaseRecord, NewStep } from '../../platform/cases/case-record.ts';
import { checkForm } from '../../platform/cases/check-form.ts';
import { findHolder } from '../../platform/cases/find-holder.ts';
import { planAct } from '../../platform/cases/plan-act.ts';
import { planTick, timeoutAct } from '../../platform/cases/plan-tick.ts';
import { mayDo, relationsTo } from '../../platform/cases/relations.ts';
import { nearestDesk } from '../../platform/cases/route-case.ts';
import type { Timekeeper } from '../../platform/cases/stage-clock.ts';
import type { Pinned } from '../../platform/catalogue/catalogue-cache.ts';
import type { Context } from '../../platform/http/context.ts';
import type { Random } from '../random.ts';
import { actTime } from './act-time.ts';
import { type AssistRow, applySide } from './apply-side.ts';
import { makeUuid } from './make-uuid.ts';
import type { PostBook } from './post-book.ts';
import type { Move, Story } from './scene.ts';

/** What all stories of a load share. */
export type Stage = { ctx: Context; keeper: Timekeeper; book: PostBook; random: Random; now: Date };

/** A case with everything that hangs on it, up to now. */
export type LivedCase = {
  number: string;
  row: CaseRecord;
  steps: NewStep[];
  assists: AssistRow[];
  parties: Set<number>;
  followers: { case: number; account: string; since: Date }[];
  /** Files that came with steps: the doer, the step's time, and whether it shows the state before or after the work. */
  files: { id: string; account: string; at: Date; shows: 'before' | 'after' }[];
};

/**
 * Lets a case live through its story up to now: every move is checked and planned by the same rules that serve the
 * living district, and the clock turns in between as it would have turned.
 * @param stopAt a state in which everybody forgets the case
 * @throws Error when the story wants something that the rules forbid
 */
export async function liveCase(
  stage: Stage,
  pinned: Pinned,
  reporter: Actor,
  opened: LivedCase,
  story: Story,
  stopAt: string | undefined,
): Promise<void> {
  const { random, now } = stage;
  let told = story.next();
  while (!told.done && opened.row.state !== stopAt) {
    const move = told.value;
    const at = actTime(opened.row, move, random);
    const before = opened.row.state;
    turnClock(stage, pinned, opened, new Date(Math.min(at.getTime(), now.getTime())));
    // what the clock has ended nobody goes on with
    if (at >= now || opened.row.state !== before) break;
    await makeMove(stage, pinned, reporter, opened, move, at);
    told = story.next(opened.row);
  }
  turnClock(stage, pinned, opened, now);
}

/** Warnings, limits and time-outs up to a moment, each at its time. */
function turnClock({ keeper, random }: Stage, pinned: Pinned, lived: LivedCase, until: Date): void {
  for (let tick = lived.row.tick_at; tick && tick <= until; tick = lived.row.tick_at) {
    const act = timeoutAct(pinned, lived.row, tick);
    const actId = makeUuid(random);
    const plan = act
      ? planAct(keeper, pinned, lived.row, {
          act,
          actId,
          at: tick,
          account: SYSTEM.account,
          post: null,
          note: null,
          data: {},
          files: [],
          request: digest(['clock', lived.row.id, lived.row.steps]),
          holder: { post: null },
        })
      : planTick(keeper, pinned, lived.row, tick, actId);
    lived.row = plan.row;
    lived.steps.push(plan.step);
  }
}

async function makeMove(
  stage: Stage,
  pinned: Pinned,
  reporter: Actor,
  lived: LivedCase,
  move: Move,
  at: Date,
): Promise<void> {
  const { ctx, keeper, book, random } = stage;
  const { row } = lived;
  const act = pinned.loop.loop.acts[move.act] as Act | undefined;
  const to = pinned.loop.nextState(row.state, move.act);
  const owner = row.owner_post === null ? undefined : book.get(row.owner_post);
  const actor = await castActor(stage, reporter, lived, move, owner);
  if (!act || !to || !mayDo(pinned, row, move.act, relationsTo(actor, row, owner, lived.assists)))
    throw new Error(`${actor.account} may not ${move.act} in ${row.state} (${row.procedure}, ${move.by})`);
  const data = { ...choicesOf(act, random), ...move.data };
  const target = move.target?.id;
  if (act.ask)
    checkForm(act.ask, {
      ...data,
      ...(move.note !== undefined && { note: move.note }),
      ...(target !== undefined && { target }),
    });
  const files = Array.from({ length: act.evidence ?? 0 }, () => makeUuid(random));
  lived.files.push(...files.map((id) => ({ id, account: actor.account, at, shows: 'after' as const })));
  const holder = await findHolder(ctx, act, pinned.loop.loop.states[to] as State, row, actor, target);
  const request = digest([lived.number, move.act, move.note, data, files, target]);
  const plan = planAct(keeper, pinned, row, {
    act: move.act,
    actId: makeUuid(random),
    at,
    account: actor.account,
    post: actor.kind === 'staff' ? actor.post.id : null,
    note: move.note ?? null,
    data: target === undefined ? data : { ...data, target },
    files,
    request,
    holder,
  });
  applySide(lived, act, plan.row, actor, move, at);
  lived.row = plan.row;
  lived.steps.push(plan.step);
}

/** The person behind a move. @throws Error when there is none */
async function castActor(
  { book, random }: Stage,
  reporter: Actor,
  { row, assists }: LivedCase,
  { by }: Move,
  owner: PostEntry | undefined,
): Promise<Actor> {
  switch (by) {
    case 'reporter':
      return reporter;
    case 'system':
      return SYSTEM;
    case 'owner':
      return asStaff(owner, random);
    case 'desk':
      return asStaff(await nearestDesk(book.cache, row.area), random);
    case 'helper': {
      const asked = assists.find(({ state }) => state !== 'done' && state !== 'refused');
      return asStaff(asked && book.get(asked.post), random);
    }
    case 'superior': {
      // departments stand beside the streets: only the district is above them
      const high = !owner || owner.organisationKind === 'department' || owner.area.length <= 9;
      return asStaff(
        high
          ? book.at(row.area.slice(0, 6), 'leader')
          : book.at(row.area.slice(0, 9), random.chance(0.5) ? 'leader' : 'street_desk'),
        random,
      );
    }
  }
}

/** One of the holders, acting as the post. */
export function asStaff(post: PostEntry | undefined, random: Random): Actor {
  const turn = post && random.int(0, post.holders.length - 1);
  const account = turn === undefined ? undefined : post?.holders[turn];
  if (!post || !account) throw new Error('nobody holds the post of this move');
  return { kind: 'staff', account, name: post.holderNames[turn as number] ?? account, post };
}

/** What people choose from the lists of an act's form: nearly always what stands first. */
function choicesOf(act: Act, random: Random): Record<string, unknown> {
  const properties = (act.ask?.properties ?? {}) as Record<string, { enum?: unknown[]; default?: unknown }>;
  const required = (act.ask?.required ?? []) as string[];
  const entries = Object.entries(properties).flatMap(([key, field]): [string, unknown][] => {
    if (field.default === undefined && !(required.includes(key) && field.enum)) return [];
    const usual = field.default ?? field.enum?.[0];
    return [[key, key === 'result' && field.enum && random.chance(0.12) ? random.pick(field.enum) : usual]];
  });
  return Object.fromEntries(entries);
}

export const digest = (value: unknown): Buffer => createHash('sha256').update(canonical(value)).digest();
