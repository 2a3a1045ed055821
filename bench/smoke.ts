// What rules on the air can tell of smoke, judged by episode, on one public record of a multi-sensor detector.
// `npm run bench -- smoke [FILE]`: FILE has a row a second with temperature, humidity, eCO2 and an alarm flag.
// The record is several recordings one after the other, two of them twice with altered temperatures. A rule is chosen on
// some recordings and judged on the one it has not seen; a copy is never on both sides. Temperature is left out: where the
// copies disagree nobody knows which is the measured one.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { replayHistory } from '@gewu/alarms/replay-history';
import { parse } from 'csv-parse/sync';
import { type Episode, type EpisodeScore, findEpisodes, judgeEpisodes } from './support/judge-episodes.ts';
import { type Bar, reportBars } from './support/report-bars.ts';
import { SMOKE_LIMITS, type SmokeLimits, smokeRule } from './support/smoke-rule.ts';

type Recording = { values: Record<string, number>[]; truth: Episode[] };

/** An episode of fewer seconds is a flicker at the edge of a recording; it counts, but is told apart. */
const FLICKER_S = 10;
const file = resolve(process.argv[3] ?? join(import.meta.dirname, '../../shared/data/devices/smoke-62630.csv'));
const bars: Bar[] = [];
const known = new Map<Recording, Map<SmokeLimits, EpisodeScore>>();
if (existsSync(file)) judge(readRecordings());
else console.log(`Not measured, because it is absent: ${file}`);
process.exitCode = reportBars('smoke', bars) ? 0 : 1;

function judge(recordings: readonly Recording[]): void {
  const whole: Bar[] = [
    { name: 'recordings', value: recordings.length, unit: '' },
    { name: 'episodes', value: recordings.reduce((sum, { truth }) => sum + truth.length, 0), unit: '' },
    { name: 'quiet_hours', value: recordings.reduce((sum, one) => sum + quiet(one), 0) / 3600, unit: 'h' },
  ];
  bars.push(...whole);
  // with the rise a minute, which a device must reckon itself; and by what every multi-sensor detector sends
  judgeFamily(recordings, 'with_rise', SMOKE_LIMITS);
  judgeFamily(
    recordings,
    'levels_alone',
    SMOKE_LIMITS.filter(({ humidityRise }) => humidityRise === null),
  );
}

function judgeFamily(recordings: readonly Recording[], family: string, tried: readonly SmokeLimits[]): void {
  const scores = recordings.map((recording, i) => {
    const limits = best(
      recordings.filter((_, j) => j !== i),
      tried,
    ).limits;
    const found = score(recording, limits);
    console.log(
      `${family}, recording ${i + 1} (${recording.values.length} s): the others choose ${JSON.stringify(limits)}; ${JSON.stringify(found)}`,
    );
    return { recording, found };
  });
  const all = best(recordings, tried);
  console.log(`${family}, all together: ${JSON.stringify(all.limits)}; ${JSON.stringify(all.score)}`);
  const real = scores.flatMap(({ recording, found }) =>
    found.delays.filter((_, i) => lengthOf(recording.truth[i]) >= FLICKER_S),
  );
  const delays = real.filter((delay) => delay !== null);
  const falseAlarms = scores.reduce((sum, { found }) => sum + found.falseAlarms, 0);
  bars.push(
    { name: `${family}_episodes_of_10_s`, value: real.length, unit: '' },
    { name: `${family}_found`, value: delays.length, unit: '' },
    { name: `${family}_longest_delay`, value: Math.max(0, ...delays), unit: 's' },
    { name: `${family}_false_alarms`, value: falseAlarms, unit: '' },
    { name: `${family}_false_alarms_fitted`, value: all.score.falseAlarms, unit: '' },
  );
}

function lengthOf(episode: Episode | undefined): number {
  return episode ? episode.to - episode.from + 1 : 0;
}

/** The rule that misses least, then raises fewest false alarms, then is quickest. */
function best(
  recordings: readonly Recording[],
  tried: readonly SmokeLimits[],
): { limits: SmokeLimits; score: EpisodeScore } {
  const rank = (one: EpisodeScore) => [
    one.delays.filter((delay) => delay === null).length,
    one.falseAlarms,
    one.delays.reduce((sum: number, delay) => sum + (delay ?? 0), 0),
  ];
  return tried
    .map((limits) => ({
      limits,
      score: recordings
        .map((recording) => score(recording, limits))
        .reduce((a, b) => ({ delays: [...a.delays, ...b.delays], falseAlarms: a.falseAlarms + b.falseAlarms })),
    }))
    .reduce((a, b) => (compare(rank(b.score), rank(a.score)) < 0 ? b : a));
}

function compare(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((one, at) => one !== b[at]);
  return i < 0 ? 0 : (a[i] as number) - (b[i] as number);
}

function score(recording: Recording, limits: SmokeLimits): EpisodeScore {
  const own = known.get(recording) ?? new Map<SmokeLimits, EpisodeScore>();
  known.set(recording, own);
  const found = own.get(limits) ?? judgeEpisodes(recording.truth, alarmsOf(recording, limits));
  own.set(limits, found);
  return found;
}

function alarmsOf({ values }: Recording, limits: SmokeLimits): Episode[] {
  const samples = values.map((one, second) => ({ ts: second * 1000, values: one }));
  const alarms: Episode[] = [];
  for (const { change, at } of replayHistory([smokeRule(limits)], {}, samples, values.length * 1000)) {
    if (change === 'raised') alarms.push({ from: Math.round(at / 1000), to: values.length });
    const last = alarms.at(-1);
    if (change === 'cleared' && last) last.to = Math.round(at / 1000);
  }
  return alarms;
}

function quiet({ values, truth }: Recording): number {
  return values.length - truth.reduce((sum, { from, to }) => sum + to - from + 1, 0);
}

/** Cut where humidity jumps; of copies the first stands. */
function readRecordings(): Recording[] {
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true, bom: true });
  const all = rows.map((row) => ({
    humidity: Number(row['Humidity[%]']),
    eco2: Number(row['eCO2[ppm]']),
    alarm: row['Fire Alarm'] === '1',
  }));
  const starts = [0, ...all.flatMap((_, i) => (i > 0 && isCut(all, i) ? [i] : []))];
  const seen = new Set<string>();
  return starts.flatMap((from, n) => {
    const part = all.slice(from, starts[n + 1]);
    const print = part
      .slice(100, 200)
      .map(({ humidity, eco2 }) => `${humidity}/${eco2}`)
      .join();
    if (seen.has(print)) return [];
    seen.add(print);
    return [
      {
        values: part.map(({ humidity, eco2 }, i) => ({
          humidity,
          eco2,
          humidity_rise: humidity - (part[Math.max(0, i - 60)]?.humidity ?? humidity),
        })),
        truth: findEpisodes(part.map(({ alarm }) => alarm)),
      },
    ];
  });
}

/** Where a recording begins anew: no air changes its humidity by so much from one second to the next. */
function isCut(all: readonly { humidity: number }[], i: number): boolean {
  const [before, now] = [all[i - 1], all[i]];
  return before !== undefined && now !== undefined && Math.abs(now.humidity - before.humidity) > 7.5;
}
