import type pg from 'pg';
import type { Facts, Figures, IssueKind } from './care-types.ts';
import { judgeHealth } from './judge-health.ts';

/** A device, what is known of it, and the issues that it has. */
export type Examined = { device: number; area: string; open: Partial<Record<IssueKind, Figures>>; facts: Facts };

/**
 * Judges devices and writes what came of it, in three statements however many they are. Of two servers that find the
 * same at the same time the unique index lets one write.
 * @param client a transaction of `gewu_system`
 * @returns how many issues were opened, and how many ended
 */
export async function writeIssues(
  client: Pick<pg.ClientBase, 'query'>,
  examined: readonly Examined[],
  now: Date,
): Promise<{ opened: number; healed: number }> {
  const found = examined.flatMap(({ device, area, open, facts }) =>
    judgeHealth(facts, new Map(Object.entries(open) as [IssueKind, Figures][]), now.getTime()).map((change) => ({
      device,
      area,
      ...change,
    })),
  );
  const list = (change: string) => JSON.stringify(found.filter((one) => one.change === change));
  const opened = await client.query(
    `insert into device_issue (device, kind, area, since, found_at, figures)
     select device, kind, area, to_timestamp(since / 1000), $2, figures
     from json_to_recordset($1) as x(device int, kind text, area text, since float, figures jsonb)
     on conflict (device, kind) where healed_at is null do nothing`,
    [list('open'), now],
  );
  const healed = await client.query(
    `update device_issue i set healed_at = greatest(i.since, to_timestamp(x.at / 1000))
     from json_to_recordset($1) as x(device int, kind text, at float)
     where i.device = x.device and i.kind = x.kind and i.healed_at is null`,
    [list('heal')],
  );
  await client.query(
    `update device_issue i set figures = x.figures from json_to_recordset($1) as x(device int, kind text, figures jsonb)
     where i.device = x.device and i.kind = x.kind and i.healed_at is null`,
    [list('figures')],
  );
  return { opened: opened.rowCount ?? 0, healed: healed.rowCount ?? 0 };
}

/** What was put out of use has no issues any longer, though nothing healed. */
export async function endOfUnused(client: Pick<pg.ClientBase, 'query'>, now: Date): Promise<void> {
  await client.query(
    `update device_issue i set healed_at = greatest(i.since, $1::timestamptz), gone = true from device d
     where d.id = i.device and d.admin <> 'active' and i.healed_at is null`,
    [now],
  );
}
