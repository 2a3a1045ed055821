import type pg from 'pg';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { Profile } from '../profiles/profile-types.ts';
import type { BinDevice, BinRow } from './bin-row.ts';
import { foreseeFills } from './foresee-fills.ts';
import { foreseeOverflows } from './foresee-overflows.ts';
import { readEmptyings } from './read-emptyings.ts';
import { readLevels } from './read-levels.ts';
import { readTurns } from './read-turns.ts';

const DAY_MS = 86_400_000;
/** So far back is learnt from. */
const PAST_DAYS = 60;

/**
 * Foresees every bin of the district from what its sensor or camera said, and keeps it in place of what was foreseen
 * before. Servers that do it at once do it one after the other.
 * @param unlessSince does nothing where it was done at this moment or later
 * @returns how many bins were foreseen; undefined where it had been done
 */
export async function forecastBins(
  ctx: Pick<Context, 'pool'>,
  { now = new Date(), unlessSince }: { now?: Date; unlessSince?: Date } = {},
): Promise<number | undefined> {
  return withSystem(ctx.pool, async (_db, client) => {
    await client.query(`select pg_advisory_xact_lock(hashtext('gewu bins'))`);
    if (unlessSince) {
      const { rowCount } = await client.query('select from bin_forecast where made_at >= $1 limit 1', [unlessSince]);
      if (rowCount) return undefined;
    }
    const { rows: profiles } = await client.query<{ key: string; bin: NonNullable<Profile['bin']> }>(
      `select key, declaration -> 'bin' as bin from device_profile where declaration -> 'bin' is not null and retired_at is null order by key`,
    );
    const forecasts: BinRow[] = [];
    for (const { key, bin } of profiles) forecasts.push(...(await foresee(client, key, bin, now)));
    await write(client, forecasts, now);
    return forecasts.length;
  });
}

async function foresee(
  client: pg.ClientBase,
  profile: string,
  bin: NonNullable<Profile['bin']>,
  now: Date,
): Promise<BinRow[]> {
  const since = new Date(now.getTime() - PAST_DAYS * DAY_MS);
  const { rows: devices } = await client.query<BinDevice>(
    `select d.id, d.area, d.profile, s.state -> 'latest' as latest, t.first
     from device d join device_state s on s.device = d.id
     cross join lateral (select min(t.at) as first from telemetry t where t.device = d.id and t.at >= $2) t
     where d.profile = $1 and d.admin = 'active' and t.first is not null order by d.id`,
    [profile, since],
  );
  const ids = devices.map(({ id }) => id);
  if ('overflow' in bin)
    return foreseeOverflows(devices, await readTurns(client, ids, bin.overflow, since), now.getTime());
  const emptyings = await readEmptyings(client, ids, bin.fill, since);
  const levels = await readLevels(client, ids, bin.fill, since);
  return foreseeFills(devices, emptyings, levels, { key: bin.fill, full: bin.full, now: now.getTime() });
}

async function write(client: pg.ClientBase, forecasts: readonly BinRow[], now: Date): Promise<void> {
  await client.query('delete from bin_forecast');
  await client.query(
    `insert into bin_forecast (device, made_at, emptied_at, emptyings, level, level_at, full_at, ahead, words)
     select device, $2, to_timestamp(emptied / 1000.0), emptyings, level, to_timestamp("levelAt" / 1000.0), to_timestamp("full" / 1000.0), ahead, words
     from json_to_recordset($1::json) as x(device int, emptied float8, emptyings int, level float8, "levelAt" float8, "full" float8, ahead jsonb, words jsonb)`,
    [JSON.stringify(forecasts), now],
  );
}
