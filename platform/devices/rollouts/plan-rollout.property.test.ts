import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseStages, stageSize } from './choose-stages.ts';
import { isQuiet } from './is-quiet.ts';
import { planRollout, type Seen } from './plan-rollout.ts';
import type { Rollout } from './rollout-types.ts';

const shares = fc
  .array(fc.double({ min: 0.005, max: 0.95, noNaN: true }), { minLength: 1, maxLength: 4 })
  .map((list) => [...new Set(list)].sort((a, b) => a - b).concat(1));
const targets = fc
  .array(fc.record({ site: fc.integer({ min: 0, max: 12 }).map(String), reachable: fc.boolean() }), { maxLength: 120 })
  .map((list) => list.map((one, i) => ({ id: i + 1, ...one })));

describe('the choice of devices', () => {
  it('takes each once, no more than a stage allows, the same for the same seed', () =>
    fc.assert(
      fc.property(targets, shares, fc.integer(), (list, parts, seed) => {
        const chosen = chooseStages(list, parts, seed);
        expect(chosen.map(({ id }) => id).sort((a, b) => a - b)).toEqual(list.map(({ id }) => id));
        for (const [i, share] of parts.entries())
          expect(chosen.filter(({ stage }) => stage <= i + 1).length).toBeLessThanOrEqual(
            stageSize(share, list.length),
          );
        expect(chooseStages([...list].reverse(), parts, seed)).toEqual(chosen);
      }),
    ));

  it('takes nobody of a building a second time while another is untouched, and only who can be reached, before the last stage', () =>
    fc.assert(
      fc.property(targets, shares, fc.integer(), (list, parts, seed) => {
        const of = new Map(list.map((one) => [one.id, one]));
        const early = chooseStages(list, parts, seed).filter(({ stage }) => stage < parts.length);
        const times = new Map(list.filter(({ reachable }) => reachable).map(({ site }) => [site, 0]));
        for (const { id } of early) {
          const { site, reachable } = of.get(id) as (typeof list)[0];
          expect(reachable).toBe(true);
          times.set(site, (times.get(site) ?? 0) + 1);
        }
        const left = (site: string) =>
          list.some((one) => one.site === site && one.reachable && !early.some(({ id }) => id === one.id));
        for (const [site, n] of times)
          if (left(site)) expect(n).toBeGreaterThanOrEqual(Math.max(...times.values()) - 1);
      }),
    ));

  it('differs from seed to seed', () => {
    const list = Array.from({ length: 200 }, (_, i) => ({ id: i + 1, site: String(i), reachable: true }));
    const first = (seed: number) =>
      chooseStages(list, [0.05, 1], seed)
        .filter(({ stage }) => stage === 1)
        .map(({ id }) => id)
        .join();
    expect(new Set([1, 2, 3, 4, 5].map(first)).size).toBe(5);
  });
});

type Fake = { stage: number; phase: 'waiting' | 'moving' | 'done' | 'failed'; back: boolean; silent: boolean };
const START = Date.parse('2026-03-02T04:00:00Z');

/** A small model of what the rows do under the plan, with a fleet that behaves as chance wants. */
function play(parts: number[], limits: Partial<Rollout>, size: number, chances: Iterator<number>, turns: number) {
  const fleet: Fake[] = chooseStages(
    Array.from({ length: size }, (_, i) => ({ id: i + 1, site: String(i), reachable: true })),
    parts,
    7,
  ).map(({ stage }) => ({ stage, phase: 'waiting', back: false, silent: false }));
  const rollout = {
    id: 1,
    package: 1,
    stages: parts.map((share) => ({ share, waitS: 10 })),
    failLimit: 0.1,
    silentLimit: 0.1,
    silentS: 5,
    patienceS: 60,
    mostAtOnce: 4,
    quietFrom: null,
    quietTo: null,
    endsAt: new Date(START + 1e9),
    state: 'running',
    stage: 1,
    stageAt: new Date(START),
    excusedFailed: 0,
    excusedSilent: 0,
    approved: true,
    ...limits,
  } as Rollout;
  const draw = () => chances.next().value as number;
  let settledAt: number | null = null;
  const log: { began: number; moving: number; touched: number; state: string; stage: number }[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const now = START + turn * 1000;
    for (const one of fleet)
      if (one.phase === 'moving' && draw() < 0.5) {
        one.phase = draw() < 0.05 ? 'failed' : 'done';
        if (one.phase === 'done' && !one.back) one.silent = draw() < 0.03;
        settledAt = now;
      }
    const mine = fleet.filter(({ stage }) => stage <= rollout.stage);
    const seen: Seen = {
      total: fleet.length,
      waiting: mine.filter(({ phase }) => phase === 'waiting').length,
      moving: fleet.filter(({ phase }) => phase === 'moving').length,
      done: mine.filter(({ phase, back }) => phase === 'done' && !back).length,
      failed: mine.filter(({ phase, back }) => phase === 'failed' && !back).length,
      silent: mine.filter(({ phase, silent, back }) => phase === 'done' && silent && !back).length,
      settledAt,
      toReturn: fleet.filter(({ phase, back }) => phase === 'done' && !back).length,
    };
    const plan = planRollout(rollout, seen, now);
    const from =
      rollout.state === 'rolling_back'
        ? fleet.filter(({ phase, back }) => phase === 'done' && !back)
        : mine.filter(({ phase }) => phase === 'waiting');
    for (const one of from.slice(0, plan.begin)) {
      one.phase = 'moving';
      one.back = rollout.state === 'rolling_back';
    }
    log.push({
      began: plan.begin,
      moving: fleet.filter(({ phase }) => phase === 'moving').length,
      touched: fleet.filter(({ phase }) => phase !== 'waiting').length,
      state: rollout.state,
      stage: rollout.stage,
    });
    if (plan.change?.to === 'advance') Object.assign(rollout, { stage: rollout.stage + 1, stageAt: new Date(now) });
    else if (plan.change) rollout.state = plan.change.to === 'halt' ? 'halted' : plan.change.to;
    if (limits.state === undefined && turn === 30 && draw() < 0.3) rollout.state = 'stopped';
    if (turn === 60 && draw() < 0.5 && rollout.state !== 'rolling_back') rollout.state = 'rolling_back';
  }
  return { fleet, rollout, log };
}

const chance = fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }));

describe('a rollout', () => {
  it('never has more under way than the stage and the number at once allow, and begins nobody while it is stopped', () =>
    fc.assert(
      fc.property(
        shares,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        chance,
        (parts, size, most, chances) => {
          const { log } = play(parts, { mostAtOnce: most }, size, chances[Symbol.iterator](), 140);
          for (const { began, moving, touched, state, stage } of log) {
            expect(moving).toBeLessThanOrEqual(most);
            expect(touched).toBeLessThanOrEqual(stageSize(parts[stage - 1] as number, size));
            if (!['running', 'rolling_back'].includes(state)) expect(began).toBe(0);
          }
        },
      ),
      { numRuns: 60 },
    ));

  it('brings back exactly those that were updated', () =>
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 40 }), chance, (parts, size, chances) => {
        const { fleet, rollout, log } = play(parts, {}, size, chances[Symbol.iterator](), 400);
        if (!log.some(({ state }) => state === 'rolling_back')) return;
        expect(rollout.state).toBe('rolled_back');
        // whoever never began was left alone, and nobody who was updated stayed so
        for (const { phase, back } of fleet) expect(phase === 'done' ? back : phase !== 'moving').toBe(true);
        expect(fleet.every(({ phase, back }) => phase !== 'waiting' || !back)).toBe(true);
      }),
      { numRuns: 60 },
    ));

  const base = play([0.1, 1], { state: 'done' }, 100, [0][Symbol.iterator](), 1).rollout;
  const at = (part: Partial<Rollout>, seen: Partial<Seen>, now = START) =>
    planRollout(
      { ...base, state: 'running', ...part },
      { total: 100, waiting: 0, moving: 0, done: 10, failed: 0, silent: 0, settledAt: START, toReturn: 10, ...seen },
      now,
    );

  it('halts at the first device beyond a limit, and goes on after a person excused them', () => {
    expect(at({}, { failed: 1, waiting: 5 })).toEqual({ begin: 4 });
    expect(at({}, { failed: 2, waiting: 5 })).toEqual({ begin: 0, change: { to: 'halt', reason: 'failed' } });
    expect(at({ excusedFailed: 2 }, { failed: 2, waiting: 5 }).begin).toBe(4);
    expect(at({}, { silent: 2 })).toEqual({ begin: 0, change: { to: 'halt', reason: 'silent' } });
    expect(at({ state: 'approval' }, { silent: 2 }).change?.to).toBe('halt');
  });

  it('waits, asks for a second person, and halts where a stage showed nothing', () => {
    expect(at({}, {}, START + 9_999)).toEqual({ begin: 0 });
    expect(at({}, {}, START + 10_000)).toEqual({ begin: 0, change: { to: 'advance' } });
    expect(at({ approved: false }, {}, START + 10_000).change).toEqual({ to: 'approval' });
    expect(at({}, { done: 0 }, START + 10_000).change).toEqual({ to: 'halt', reason: 'unreached' });
    expect(at({ stage: 2 }, { done: 90 }, START + 10_000).change).toEqual({ to: 'done' });
  });

  it('begins nobody in quiet hours, also over midnight', () => {
    const night = { quietFrom: 22 * 60, quietTo: 6 * 60 };
    expect(at(night, { waiting: 5 }, Date.parse('2026-03-02T21:59:00+08:00')).begin).toBe(4);
    expect(at(night, { waiting: 5 }, Date.parse('2026-03-02T22:00:00+08:00')).begin).toBe(0);
    expect(at(night, { waiting: 5 }, Date.parse('2026-03-03T05:59:00+08:00')).begin).toBe(0);
    expect(isQuiet(night, Date.parse('2026-03-03T06:00:00+08:00'))).toBe(false);
    expect(isQuiet({ quietFrom: 60, quietTo: 120 }, Date.parse('2026-03-03T01:30:00+08:00'))).toBe(true);
    // a roll back is an emergency of its own
    expect(at({ ...night, state: 'rolling_back' }, {}, Date.parse('2026-03-02T23:00:00+08:00')).begin).toBe(4);
  });
});
