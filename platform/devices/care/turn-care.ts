import type pg from 'pg';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import { feedVisits } from './feed-visits.ts';
import { forecastBatteries } from './forecast-batteries.ts';
import { learnIntervals, noteRhythm } from './learn-rhythm.ts';
import { readLinkFacts } from './read-link-facts.ts';
import { readSlowFacts } from './read-slow-facts.ts';
import { settleIssues } from './settle-issues.ts';
import { sumAvailability } from './sum-availability.ts';
import { turnLinks } from './turn-links.ts';
import { endOfUnused, writeIssues } from './write-issues.ts';

type Profiles = ReadonlyMap<string, LoadedProfile>;

const REVIEWED_AT = 'devices.reviewed_at';

/**
 * One turn of looking after connections, every minute: who was heard, who fell silent, what ails them, which case it
 * belongs to, what cases are told. Where the hourly review was missed, or there was none yet, it is made up for.
 */
export async function turnCare(ctx: Context, profiles: Profiles, now = new Date()): Promise<void> {
  await alone(ctx, async (client) => {
    await noteRhythm(client, now);
    await turnLinks(client, profiles.values(), now);
    await endOfUnused(client, now);
    await writeIssues(client, await readLinkFacts(client, now), now);
  });
  const { rowCount } = await ctx.writer.query(
    `select from setting where key = $1 and (value #>> '{}')::timestamptz > $2::timestamptz - interval '65 minutes'`,
    [REVIEWED_AT, now],
  );
  if (rowCount === 0) return reviewFleet(ctx, profiles, now);
  await settleIssues(ctx, profiles, now);
  await feedVisits(ctx);
}

/** What changes slowly, every hour: rhythm, availability, batteries, sensors, clocks, firmware. */
export async function reviewFleet(ctx: Context, profiles: Profiles, now = new Date()): Promise<void> {
  await alone(ctx, async (client) => {
    const declared = [...profiles.values()].map(({ profile, health }) => ({ profile, interval_s: health.interval_s }));
    await learnIntervals(client, declared);
    await sumAvailability(client, now);
    await forecastBatteries(client, profiles.values(), now);
    await client.query(
      `insert into setting (key, value) values ($1, to_jsonb($2::timestamptz))
       on conflict (key) do update set value = excluded.value, changed_at = now()`,
      [REVIEWED_AT, now],
    );
    await writeIssues(client, await readSlowFacts(client, profiles, now), now);
  });
  await settleIssues(ctx, profiles, now);
  await feedVisits(ctx);
}

/** Whoever comes while another server is at it has nothing to do. */
async function alone(ctx: Context, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  await withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock(610402, 62) as mine');
    if (rows[0]?.mine) await work(client);
  });
}
