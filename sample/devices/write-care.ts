import type pg from 'pg';
import type { LoadedProfile } from '../../platform/devices/profiles/profile-types.ts';
import { copyRows } from '../cases/copy-rows.ts';
import type { Random } from '../random.ts';
import type { LivedDevice } from './live-device.ts';
import type { PlannedDevice } from './plan-devices.ts';

export type CaredFor = {
  id: number;
  planned: PlannedDevice;
  profile: LoadedProfile;
  life: LivedDevice;
  silent: boolean;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PAST_DAYS = 90;
/** What the devices lived message by message is not told again. */
const LIVED_DAYS = 3;
/** Levels of batteries are told every so many days, for two months. */
const BATTERY_DAYS = 60;
const BATTERY_STEP = 5;
/** Of a hundred gateways so many were down once, and all behind them with them. */
const GATEWAY_DOWN = 20;
/** So many devices lose their connection again and again today. */
const UNSTEADY = 3;

/**
 * The quarter of a year before: when devices were silent, what of it was mended, how batteries drained, and one air
 * station whose sensor has gone astray.
 */
export async function writeCare(
  client: pg.Client,
  fleet: readonly CaredFor[],
  random: Random,
  now: Date,
): Promise<void> {
  const down = new Map<number, [number, number]>();
  for (const { id, profile } of fleet)
    if (profile.profile === 'gateway' && random.int(1, 100) <= GATEWAY_DOWN) down.set(id, outage(now, random));
  const links: unknown[][] = [];
  const issues: unknown[][] = [];
  let unsteady = 0;
  const first = fleet[0]?.id ?? 0;
  for (const one of fleet) {
    const shared = down.get(one.planned.gateway === null ? one.id : first + one.planned.gateway);
    const silences = spread([
      ...(shared ? [shared] : []),
      ...Array.from({ length: random.weighted(OUTAGES) }, () => outage(now, random)),
    ]);
    if (!one.silent && one.profile.profile === 'door-access' && unsteady < UNSTEADY && random.chance(0.05)) {
      unsteady += 1;
      for (let i = 5; i >= 1; i--)
        silences.push([now.getTime() - (4 * i - 1) * HOUR_MS, now.getTime() - (4 * i - 1.8) * HOUR_MS]);
    }
    links.push(...spansOf(one, silences, now));
    for (const [from, to] of silences)
      issues.push([
        one.id,
        'offline',
        one.planned.grid,
        new Date(from),
        new Date(from + HOUR_MS / 2),
        new Date(to),
        new Date(to),
        true,
      ]);
  }
  await copyRows(client, 'device_link', ['device', 'link', 'since', 'until'], links);
  await copyRows(
    client,
    'device_issue',
    'device kind area since found_at healed_at settled_at told'.split(' '),
    issues,
  );
  await copyRows(client, 'rollup_day', 'device key at n min max sum last'.split(' '), [
    ...batteryDays(fleet, random, now),
    ...humidityDays(fleet, random, now),
  ]);
}

const OUTAGES: [number, number][] = [
  [0, 72],
  [1, 20],
  [2, 6],
  [4, 2],
];
const outage = (now: Date, random: Random): [number, number] => {
  const hours = random.weighted([
    [random.int(1, 6), 60],
    [random.int(7, 30), 30],
    [random.int(31, 120), 10],
  ]);
  const from = now.getTime() - random.int(LIVED_DAYS + 6, PAST_DAYS - 1) * DAY_MS + random.int(0, 86_399) * 1000;
  return [from, from + hours * HOUR_MS];
};

/** One after the other, those that would run into each other left out. */
function spread(silences: [number, number][]): [number, number][] {
  silences.sort((a, b) => a[0] - b[0]);
  return silences
    .filter((one, i) => i === 0 || one[0] > (silences[i - 1]?.[1] ?? 0) + HOUR_MS)
    .filter((one, i, rest) => i === 0 || one[0] > (rest[i - 1]?.[1] ?? 0));
}

function spansOf({ id, life, silent }: CaredFor, silences: readonly [number, number][], now: Date): unknown[][] {
  const rows: unknown[][] = [];
  let since = now.getTime() - PAST_DAYS * DAY_MS;
  for (const [from, to] of silences) {
    rows.push([id, 'online', new Date(since), new Date(from)], [id, 'offline', new Date(from), new Date(to)]);
    since = to;
  }
  const heard = Math.max(since, life.state.heard ?? 0);
  rows.push([id, 'online', new Date(since), silent ? new Date(heard) : null]);
  if (silent) rows.push([id, 'offline', new Date(heard), null]);
  return rows;
}

/** Midnight in China so many days ago. */
const midnight = (now: Date, ago: number): Date =>
  new Date(Math.floor((now.getTime() + 8 * HOUR_MS) / DAY_MS - ago) * DAY_MS - 8 * HOUR_MS);

function batteryDays(fleet: readonly CaredFor[], random: Random, now: Date): unknown[][] {
  return fleet.flatMap(({ id, profile, life }) => {
    const key = profile.health.battery?.key;
    const level = key === undefined ? undefined : life.state.latest[key]?.value;
    // bins have told their past message by message
    if (typeof level !== 'number' || profile.profile === 'bin-sensor') return [];
    const drain =
      level < 20 ? 0.3 + random.next() * 0.7 : level < 70 ? 0.05 + random.next() * 0.4 : random.next() * 0.08;
    const days = Array.from(
      { length: (BATTERY_DAYS - LIVED_DAYS) / BATTERY_STEP },
      (_, i) => LIVED_DAYS + i * BATTERY_STEP,
    );
    return days.map((ago) => {
      const then = Math.min(100, Math.round(level + drain * ago));
      return [id, key, midnight(now, ago), 4, then, then, then * 4, then];
    });
  });
}

function humidityDays(fleet: readonly CaredFor[], random: Random, now: Date): unknown[][] {
  const stations = fleet.filter(({ profile, silent }) => profile.profile === 'air-quality' && !silent);
  return stations.flatMap(({ id, life }, i) => {
    const level = Number(life.state.latest.humidity?.value ?? 45);
    return Array.from({ length: 31 - LIVED_DAYS }, (_, d) => {
      const then = Math.round(level + (i > 0 ? 0 : level < 50 ? 42 : -42) + random.next() * 4 - 2);
      return [id, 'humidity', midnight(now, LIVED_DAYS + 1 + d), 48, then - 3, then + 3, then * 48, then];
    });
  });
}
