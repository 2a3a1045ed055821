import type { Devices } from '../../platform/devices/intake/create-devices.ts';
import type { KnownDevice, Values } from '../../platform/devices/intake/intake-types.ts';
import type { Context } from '../../platform/http/context.ts';
import { repeatWork } from '../../platform/http/repeat-work.ts';
import { createRandom, type Random } from '../random.ts';
import { paceOf } from './live-bins.ts';
import { DEVICES_KEY, type SampleDevices } from './load-devices.ts';
import { sayValues } from './say-values.ts';

const TURN_MS = 1_000;
/** Messages a turn at most: after the server was down, the fleet comes back little by little. */
const MOST_A_TURN = 5;
/** One message in so many begins something out of the ordinary: a few a day and kind. */
const RARE = 4_000;
/** How likely each message ends what is out of the ordinary. */
const ENDS = 0.25;

/** What may begin by itself; nothing that endangers life, which would ring phones for a play. */
const ODD: Readonly<Record<string, Values>> = {
  'illegal-parking-camera': { vehicles: 1 },
  'bin-camera': { overflow: true },
  'door-access': { open: true, method: 'button' },
};

type Feed = Pick<Context, 'writer' | 'log'>;

/**
 * Lets the devices of the sample go on living: whoever is due by its profile's own interval says its next words, through
 * the same way in as any device. Does nothing where there are no sample devices.
 * @returns stops it, after the turn under way
 */
export function runFeed(ctx: Feed, devices: Devices): () => Promise<void> {
  const random = createRandom(Date.now());
  return repeatWork(
    TURN_MS,
    () => feedDevices(ctx, devices, random, Date.now()),
    (error) => ctx.log.error({ err: error }, 'the devices of the sample could not speak'),
  );
}

/**
 * One turn of the feed.
 * @param now ms
 * @returns how many devices spoke
 */
export async function feedDevices(ctx: Feed, devices: Devices, random: Random, now: number): Promise<number> {
  const { rows: own } = await ctx.writer.query<{ value: SampleDevices }>('select value from setting where key = $1', [
    DEVICES_KEY,
  ]);
  if (!own[0]) return 0;
  const { first, last, silent } = own[0].value;
  const { rows } = await ctx.writer.query<{ device: number; latest: KnownLatest }>(
    `select s.device, s.state -> 'latest' as latest from device_state s join device d on d.id = s.device join device_profile p on p.key = d.profile
     where s.device between $1 and $2 and s.device <> all($3) and d.admin = 'active'
       and s.heard_at + make_interval(secs => (p.declaration -> 'health' ->> 'interval_s')::float) <= to_timestamp($4 / 1000.0)
     order by s.heard_at limit ${MOST_A_TURN}`,
    [first, last, silent, now],
  );
  const known = await devices.book.byIds(rows.map((row) => row.device));
  await Promise.all(
    rows.map(async ({ device: id, latest }) => {
      const device = known.get(id);
      if (device)
        await devices.takeReadings(device, now, [{ ts: now, values: nextWords(device, latest, now, random) }]);
    }),
  );
  return rows.length;
}

type KnownLatest = Record<string, { value: Values[string] }> | null;

function nextWords(device: KnownDevice, latest: KnownLatest, now: number, random: Random): Values {
  const key = device.profile.profile;
  const before = Object.fromEntries(Object.entries(latest ?? {}).map(([name, { value }]) => [name, value]));
  const said = sayValues(key, before, now, random, paceOf(device.id));
  const odd = ODD[key] ?? {};
  const isOdd = Object.keys(odd).length > 0 && Object.keys(odd).some((name) => ODD_SIGNS.has(name) && before[name]);
  if (isOdd ? !random.chance(ENDS) : random.chance(1 / RARE)) Object.assign(said, odd);
  return said;
}

/** Values that, when not zero and not false, say that something goes on. */
const ODD_SIGNS: ReadonlySet<string> = new Set(['vehicles', 'overflow', 'open']);
