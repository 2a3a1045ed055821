import { explainPassed, explainStop } from '@gewu/foresight/explain-bin';
import { type Candidate, planRound } from '@gewu/foresight/plan-round';
import type { Actor } from '../../access/actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { type Bin, type BinPlan, MOST_STOPS, type PlanQuery } from './bin-schemas.ts';
import { listBins } from './list-bins.ts';

/** Minutes at a bin; kilometres an hour by great-circle distance; minutes of a lorry that an overflow avoided is worth. Our own defaults, no source claimed. */
const TERMS = { stopMinutes: 3, speed: 20, overflowMinutes: 20 };
/** What a lorry takes of a place of which a camera does not tell the fill, percent of a bin. */
const UNMEASURED = 75;
const DEFAULTS = { lorries: 1, capacity: 60, hours: 24 } as const;

/**
 * Which bins within sight should be emptied now, by which lorry, in which order, and why; the rest with the reason why not.
 * Nothing is kept: the same question gives the same plan as long as the same is foreseen.
 * @throws Problem 422 when the lorries together take more than can be put in order at once
 */
export async function planBins(ctx: Context, actor: Actor, query: PlanQuery): Promise<BinPlan> {
  const { lorries, capacity, hours } = { ...DEFAULTS, ...query };
  if (lorries * capacity > MOST_STOPS)
    throw new Problem(422, 'plan.too-large', {
      zh: `车辆数乘以每车桶数不能超过 ${MOST_STOPS}，请按街道分开安排。`,
      en: `Lorries times bins a lorry must not exceed ${MOST_STOPS}; plan by street.`,
    });
  const { rows, madeAt } = await listBins(ctx, actor, query);
  const wanted = idsOf(query.add);
  const unwanted = idsOf(query.remove);
  const placed = rows.filter((bin) => bin.lon !== null && bin.lat !== null);
  const plan = planRound(
    placed.map((bin) => candidateOf(bin, hours)),
    { ...TERMS, lorries, capacity },
    { wanted, unwanted },
  );
  const chanceOf = new Map(rows.map((bin) => [String(bin.id), chance(bin, hours)]));
  const tell = <P extends { key: string; gain: number; cost: number }>({ key, ...rest }: P) => ({
    ...rest,
    id: Number(key),
    overflow: chanceOf.get(key) ?? 0,
  });
  return {
    madeAt,
    rounds: plan.rounds.map(({ stops, ...round }) => ({
      ...round,
      stops: stops.map((stop) => ({
        ...tell(stop),
        words: wanted.has(stop.key) ? BY_HAND : explainStop(stop, chanceOf.get(stop.key) ?? 0),
      })),
    })),
    passed: plan.passed.map((passed) => ({
      ...tell(passed),
      words: explainPassed(passed, chanceOf.get(passed.key) ?? 0),
    })),
    removed: rows.filter((bin) => unwanted.has(String(bin.id))).map(({ id }) => id),
    unplaced: rows.filter((bin) => bin.lon === null || bin.lat === null).map(({ id }) => id),
  };
}

const BY_HAND = { zh: '由调度人员加入。', en: 'Added by hand.' };
const idsOf = (list: string | undefined): Set<string> => new Set(list?.split(',') ?? []);
const at = (bin: Bin, hours: number) => bin.ahead.find((one) => one.hours === hours);
const chance = (bin: Bin, hours: number): number => at(bin, hours)?.overflow ?? 0;

function candidateOf(bin: Bin, hours: number): Candidate {
  return {
    key: String(bin.id),
    lon: bin.lon ?? 0,
    lat: bin.lat ?? 0,
    overflow: chance(bin, hours),
    fill: bin.ahead[0]?.fill ?? UNMEASURED,
  };
}
