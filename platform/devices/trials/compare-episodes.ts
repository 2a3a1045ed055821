import type { Episode } from './find-episodes.ts';

/** An alarm as it was, and what it turned out to be. */
export type KnownAlarm = {
  id: number;
  channel: string;
  from: number;
  to: number | null;
  verdict: 'true' | 'false' | 'test' | null;
};
export type Fate = 'kept' | 'gone' | 'fresh';
/** One alarm under either set of thresholds: raised under both, only as they are now, or only as tried. */
export type Compared = Episode & { fate: Fate; alarm: number | null; verdict: KnownAlarm['verdict'] };

export type Figures = {
  /** Alarms that the rule would have raised as it stands, and as tried. */
  now: number;
  tried: number;
  gone: number;
  fresh: number;
  /** Alarms that people have judged and the rule as it stands raises again from what is kept; and those lost as tried. */
  false: { judged: number; gone: number };
  true: { judged: number; missed: number };
  /** Alarms that cannot be told from what is kept: other thresholds held then, or readings came late. */
  untold: number;
};

/** A message takes its time: an alarm stands when it arrived, a replay when it was measured. */
const APART_MS = 5 * 60_000;

/** Compares what a rule would have raised over the same past as it stands and as tried, for one device. */
export function compareEpisodes(
  now: readonly Episode[],
  tried: readonly Episode[],
  alarms: readonly KnownAlarm[],
): { figures: Figures; list: Compared[] } {
  const told = alarms.map((alarm) => ({
    alarm,
    now: now.some((episode) => meet(alarm, episode, APART_MS)),
    tried: tried.some((episode) => meet(alarm, episode, APART_MS)),
  }));
  const judged = (verdict: KnownAlarm['verdict']) => told.filter((one) => one.now && one.alarm.verdict === verdict);
  const show = (episode: Episode, fate: Fate): Compared => {
    const alarm = alarms.find((one) => meet(one, episode, APART_MS));
    return { ...episode, fate, alarm: alarm?.id ?? null, verdict: alarm?.verdict ?? null };
  };
  const list = [
    ...now.map((one) => show(one, tried.some((other) => meet(one, other, 0)) ? 'kept' : 'gone')),
    ...tried.filter((one) => !now.some((other) => meet(one, other, 0))).map((one) => show(one, 'fresh')),
  ].sort((a, b) => a.from - b.from);
  return {
    list,
    figures: {
      now: now.length,
      tried: tried.length,
      gone: list.filter(({ fate }) => fate === 'gone').length,
      fresh: list.filter(({ fate }) => fate === 'fresh').length,
      false: { judged: judged('false').length, gone: judged('false').filter((one) => !one.tried).length },
      true: { judged: judged('true').length, missed: judged('true').filter((one) => !one.tried).length },
      untold: told.filter((one) => !one.now).length,
    },
  };
}

export const NO_FIGURES: Figures = {
  now: 0,
  tried: 0,
  gone: 0,
  fresh: 0,
  false: { judged: 0, gone: 0 },
  true: { judged: 0, missed: 0 },
  untold: 0,
};

/** Figures of several devices together. */
export function addFigures(a: Figures, b: Figures): Figures {
  return {
    now: a.now + b.now,
    tried: a.tried + b.tried,
    gone: a.gone + b.gone,
    fresh: a.fresh + b.fresh,
    false: { judged: a.false.judged + b.false.judged, gone: a.false.gone + b.false.gone },
    true: { judged: a.true.judged + b.true.judged, missed: a.true.missed + b.true.missed },
    untold: a.untold + b.untold,
  };
}

type Stretch = { channel: string; from: number; to: number | null };

const meet = (a: Stretch, b: Stretch, apart: number): boolean =>
  a.channel === b.channel &&
  a.from <= (b.to ?? Number.POSITIVE_INFINITY) + apart &&
  b.from <= (a.to ?? Number.POSITIVE_INFINITY) + apart;
