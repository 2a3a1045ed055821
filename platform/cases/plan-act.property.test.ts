import { compileLoop } from '@gewu/procedures/compile-loop';
import type { Act, State, Urgency } from '@gewu/procedures/types';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Pinned } from '../catalogue/catalogue-cache.ts';
import { readCatalogue } from '../catalogue/read-catalogue.ts';
import type { CaseRecord } from './case-record.ts';
import { planAct } from './plan-act.ts';
import { planOpen } from './plan-open.ts';
import type { Timekeeper } from './stage-clock.ts';

const catalogue = readCatalogue();
const keeper: Timekeeper = {
  rules: catalogue.limits.map((row, id) => ({ ...row, id, area: null })),
  hours: catalogue.hours,
};
const ANSWERS = { until: '2027-01-15', rating: 5, solved: true, into: '2', result: 'solved' };
const POSTS = { first: 1, staff: 9, other: 5 };

const pinnedOf = (key: string): Pinned => {
  const { procedure, loop } = catalogue.engine.pinned(key);
  return { procedure, version: 1, loop: compileLoop(loop) };
};

/** The holder as the host would look it up from what an act gives. */
function holderOf(act: Act, row: CaseRecord): { post: number | null } | undefined {
  const gives = act.gives ?? 'keep';
  if (gives === 'keep') return undefined;
  if (gives === 'nobody') return { post: null };
  if (gives === 'handler') return row.handler_post === null ? undefined : { post: row.handler_post };
  return { post: POSTS.other };
}

/** Pausing twice, or resuming what runs, is not offered to anybody. */
const makesSense = (act: Act, row: CaseRecord) =>
  !(act.effects?.includes('pause') && row.paused_at) && !(act.effects?.includes('resume') && !row.paused_at);

function checkAtRest(row: CaseRecord, state: State): void {
  const held = state.turn === 'owner' || state.turn === 'verifier';
  expect(row.owner_post !== null, `holder in ${row.state}`).toBe(held);
  expect(row.open, `open in ${row.state}`).toBe(!state.final && row.closed_at === null);
  if (state.final) {
    expect(row.tick_at, `clock of ${row.state}`).toBeNull();
    return;
  }
  if (!row.paused_at) {
    expect(row.stage_due_at, `limit of ${row.state}`).not.toBeNull();
    expect(row.tick_at, `clock of ${row.state}`).not.toBeNull();
  }
}

const walk = fc.record({
  urgency: fc.constantFrom<Urgency>('critical', 'urgent', 'normal'),
  opened: fc.date({ min: new Date('2025-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
  acts: fc.array(fc.record({ choice: fc.nat(), wait: fc.integer({ min: 0, max: 3 * 86_400_000 }) }), { maxLength: 40 }),
});

it.each([...catalogue.engine.procedures.keys()])(
  '%s: whatever is done, somebody holds the case, a clock runs, and no limit is shortened',
  (key) => {
    const pinned = pinnedOf(key);
    const { states, acts } = pinned.loop.loop;
    fc.assert(
      fc.property(walk, ({ urgency, opened, acts: choices }) => {
        const placed = {
          id: 1,
          area: '610402005004001',
          owner: POSTS.first,
          reason: '',
          urgency,
          title: '',
          contact: null,
        };
        const input = { actId: '00000000-0000-4000-8000-000000000000', description: '', at: opened };
        let { row } = planOpen(keeper, pinned, { kind: 'resident', account: 'r' }, input, placed);
        let at = opened;
        checkAtRest(row, states[row.state] as State);
        for (const { choice, wait } of choices) {
          const offers = pinned.loop.actsFrom(row.state).filter((act) => makesSense(acts[act] as Act, row));
          const name = offers[choice % Math.max(offers.length, 1)];
          if (name === undefined) return;
          const act = acts[name] as Act;
          at = new Date(at.getTime() + wait);
          const staff = !act.by.includes('system') && !act.by.includes('reporter');
          const before = row;
          row = planAct(keeper, pinned, before, {
            act: name,
            actId: input.actId,
            at,
            account: 'a',
            post: staff ? (before.owner_post ?? POSTS.staff) : null,
            note: '说明',
            data: ANSWERS,
            files: [],
            request: Buffer.alloc(32),
            holder: holderOf(act, before),
          }).row;
          checkAtRest(row, states[row.state] as State);
          if (before.due_at && row.due_at)
            expect(row.due_at.getTime(), `${name} in ${before.state}`).toBeGreaterThanOrEqual(before.due_at.getTime());
        }
      }),
      { numRuns: 200 },
    );
  },
);
