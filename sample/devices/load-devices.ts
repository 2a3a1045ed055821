import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { chinaDay } from '../../platform/db/china-day.ts';
import type { LoadedProfile } from '../../platform/devices/profiles/profile-types.ts';
import { readProfiles } from '../../platform/devices/profiles/read-profiles.ts';
import { syncProfiles } from '../../platform/devices/profiles/sync-profiles.ts';
import { keepDays } from '../../platform/devices/store/keep-days.ts';
import { copyRows } from '../cases/copy-rows.ts';
import type { Grid } from '../cases/place-book.ts';
import type { Random } from '../random.ts';
import { INCIDENTS, type Incident } from './incidents.ts';
import { BIN_PAST_DAYS } from './live-bins.ts';
import { type LivedDevice, liveDevice } from './live-device.ts';
import { type PlannedDevice, planDevices } from './plan-devices.ts';
import { reserveIds } from './reserve-ids.ts';
import { type Happened, writeAlarms } from './write-alarms.ts';
import { writeCare } from './write-care.ts';

export const DEVICES = 3000;
/** Where the sample notes which devices are its own, for the feed. */
export const DEVICES_KEY = 'sample-devices';
/** Which devices lived in the sample: numbers from `first` to `last`, without those that have fallen silent. */
export type SampleDevices = { first: number; last: number; silent: number[] };

/** One in so many has fallen silent. */
const SILENT_OF = 60;

/**
 * Fills the district with devices that have lived two days, bins a month: their readings, and the states and alarms that the rules
 * made of those. Their tokens are chance that nobody keeps; a device that is to be used really is given a new one.
 * @param client the tables' owner, within a transaction; areas and posts must be there
 */
export async function loadDevices(
  client: pg.Client,
  grids: readonly Grid[],
  random: Random,
  now: Date,
  total = DEVICES,
): Promise<void> {
  const profiles = readProfiles();
  await syncProfiles(client, profiles);
  await keepDays(client, 3650, now);
  for (let ago = BIN_PAST_DAYS; ago >= 2; ago--)
    await client.query('select telemetry_day_make($1::date)', [chinaDay(new Date(now.getTime() - ago * 86_400_000))]);
  const planned = planDevices(grids, total, random);
  const first = await reserveIds(client, 'device', planned.length);
  const chosen = choose(planned, random);
  const silent: number[] = [];
  const happened: Happened[] = [];
  const lives = planned.map((device, i): LivedDevice => {
    const profile = profileOf(profiles, device.profile);
    const incident = chosen.get(i);
    const silentFor = !incident && random.int(1, SILENT_OF) === 1 ? random.int(26, 44) * 3_600_000 : 0;
    if (silentFor > 0) silent.push(first + i);
    const life = liveDevice(first + i, profile, incident, silentFor, now.getTime(), random);
    if (life.transitions.length > 0) happened.push({ device: first + i, area: device.grid, profile, incident, life });
    return life;
  });
  await copyDevices(client, planned, first, now);
  await copyLives(client, planned, lives, { first, silent: new Set(silent), profiles });
  await writeAlarms(client, happened, now);
  await writeCare(
    client,
    planned.map((device, i) => ({
      id: first + i,
      planned: device,
      profile: profileOf(profiles, device.profile),
      life: lives[i] as LivedDevice,
      silent: silent.includes(first + i),
    })),
    random,
    now,
  );
  const own: SampleDevices = { first, last: first + planned.length - 1, silent };
  await client.query(
    'insert into setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value',
    [DEVICES_KEY, JSON.stringify(own)],
  );
}

/** A device of its own for each incident. */
function choose(planned: readonly PlannedDevice[], random: Random): Map<number, Incident> {
  const chosen = new Map<number, Incident>();
  for (const incident of INCIDENTS) {
    const free = [...planned.keys()].filter((i) => planned[i]?.profile === incident.profile && !chosen.has(i));
    if (free.length > 0) chosen.set(random.pick(free), incident);
  }
  return chosen;
}

async function copyDevices(
  client: pg.Client,
  planned: readonly PlannedDevice[],
  first: number,
  now: Date,
): Promise<void> {
  const { rows: units } = await client.query<{ id: number; code: string }>('select id, code from organisation');
  const unitOf = new Map(units.map(({ id, code }) => [code, id]));
  const since = new Date(now.getTime() - 400 * 86_400_000);
  const columns =
    'id code name profile area lon lat place placed_by parent organisation model firmware token_hash created_at changed_at mounted_at';
  await copyRows(
    client,
    'device',
    columns.split(' '),
    planned.map((one, i) => [
      first + i,
      one.code,
      one.name,
      one.profile,
      one.grid,
      one.lon,
      one.lat,
      one.place,
      'location',
      one.gateway === null ? null : first + one.gateway,
      one.department === null ? null : unitOf.get(one.department),
      one.model,
      one.firmware,
      one.gateway === null ? randomBytes(32) : null, // the hash of no token
      since,
      since,
      since,
    ]),
  );
}

async function copyLives(
  client: pg.Client,
  planned: readonly PlannedDevice[],
  lives: readonly LivedDevice[],
  fleet: { first: number; silent: ReadonlySet<number>; profiles: ReadonlyMap<string, LoadedProfile> },
): Promise<void> {
  await copyRows(
    client,
    'device_state',
    'device state wake_at heard_at measured_at interval_s link link_since messages'.split(' '),
    planned.map(({ profile }, i) => {
      const { state, readings } = lives[i] as LivedDevice;
      const heard = new Date(state.heard ?? 0);
      const isSilent = fleet.silent.has(fleet.first + i);
      return [
        fleet.first + i,
        state,
        state.wakeAt === null ? null : new Date(state.wakeAt),
        heard,
        heard,
        profileOf(fleet.profiles, profile).health.interval_s,
        isSilent ? 'offline' : 'online',
        isSilent ? heard : new Date(readings[0]?.[0] ?? 0),
        readings.length,
      ];
    }),
  );
  const rows = lives.flatMap(({ readings }, i) =>
    readings.map(([at, values]) => [fleet.first + i, at, values] as const),
  );
  rows.sort((a, b) => a[1] - b[1]); // as they would have come in
  await copyRows(
    client,
    'telemetry',
    ['device', 'at', 'values'],
    rows.map(([device, at, values]) => [device, new Date(at), values]),
  );
}

function profileOf(profiles: ReadonlyMap<string, LoadedProfile>, key: string): LoadedProfile {
  const profile = profiles.get(key);
  if (!profile) throw new Error(`the catalogue has no profile ${key}, which the sample needs`);
  return profile;
}
