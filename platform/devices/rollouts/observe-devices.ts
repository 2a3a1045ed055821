import type pg from 'pg';
import { type Goal, judgeReport, type Report } from './judge-report.ts';
import { NO_VERSION, PREFIX } from './package-attributes.ts';
import { MOVING, type Package, type Phase, type Rollout } from './rollout-types.ts';
import { restoreFormer } from './withdraw-offers.ts';

type Held = { value: unknown; ts: number } | null;
type Row = {
  device: number;
  phase: Phase;
  back: boolean;
  since: number | null;
  was: string | null;
  former: Record<string, unknown> | null;
  goal: Pick<Package, 'title' | 'version'> | null;
  late: boolean;
  state: Held;
  error: Held;
  title: Held;
  version: Held;
  client: Record<string, unknown> | null;
};
type Moved = { device: number; phase: Phase; error: string | null };

/**
 * Looks at what the devices of a rollout have said since the last look and moves their rows. What a device says stands in
 * its state before it is acknowledged, so nothing is missed, however seldom this is called.
 */
export async function observeDevices(client: pg.PoolClient, rollout: Rollout, pack: Package): Promise<void> {
  const prefix = PREFIX[pack.kind];
  const { rows } = await client.query<Row>(
    `select x.device, x.phase, x.back, x.since, x.was, x.former, json_build_object('title', b.title, 'version', b.version) as goal,
       x.moved_at < now() - make_interval(secs => $3) as late,
       s.state #> array['latest', $4::text || '_state'] as state, s.state #> array['latest', $4 || '_error'] as error,
       s.state #> array['latest', 'current_' || $4 || '_title'] as title, s.state #> array['latest', 'current_' || $4 || '_version'] as version,
       (select jsonb_object_agg(key, value) from device_attribute a where a.device = x.device and a.scope = 'client' and $4 = 'config') as client
     from rollout_device x left join device_state s on s.device = x.device left join device_package b on b.id = x.former_package
     where x.rollout = $1 and (x.phase = any($2) or x.phase = 'failed' and not x.back)`,
    [rollout.id, MOVING, rollout.patienceS, prefix],
  );
  const moved: Moved[] = [];
  // Told again what they were told before: no device shall try by itself what was given up.
  const given: Row[] = [];
  for (const row of rows) {
    const { phase, error = null } = judge(row, pack);
    if (phase === row.phase) continue;
    moved.push({ device: row.device, phase, error });
    if ((phase === 'failed' || phase === 'skipped') && !row.back) given.push(row);
  }
  if (moved.length === 0) return;
  await client.query(
    `update rollout_device x set phase = m.phase, error = m.error, moved_at = now(),
       done_at = case when m.phase = 'done' and not x.back then now() else x.done_at end
     from json_to_recordset($2) as m(device int, phase text, error text) where x.rollout = $1 and x.device = m.device`,
    [rollout.id, JSON.stringify(moved)],
  );
  await restoreFormer(client, pack, given);
  if (pack.kind === 'firmware')
    await client.query(
      `update device d set firmware = case when x.back then coalesce(b.version, x.was) else $3 end from rollout_device x
       left join device_package b on b.id = x.former_package where x.rollout = $1 and x.device = d.id and d.id = any($2) and x.phase = 'done'`,
      [rollout.id, moved.map(({ device }) => device), pack.version],
    );
}

function judge(row: Row, pack: Package): { phase: Phase; error?: string | null } {
  const report: Report = {
    state: row.state ?? undefined,
    error: row.error?.value,
    title: row.title?.value,
    version: row.version?.value,
    client: row.client,
  };
  const judged = judgeReport(row, report, goalOf(row, pack));
  if (judged.phase !== row.phase || !row.late || row.phase === 'failed') return judged;
  // one that never asked for it says nothing of what is new
  const unasked = row.phase === 'offered' && !row.back && pack.kind !== 'configuration';
  return unasked ? { phase: 'skipped', error: 'not-begun' } : { phase: 'failed', error: 'timeout' };
}

/** What the device is to have in the end: the new one, or on its way back what it had. */
function goalOf(row: Row, pack: Package): Goal {
  if (!row.back) return pack;
  if (pack.kind !== 'configuration')
    return { title: row.goal?.title ?? '', version: row.goal?.version ?? '', settings: null };
  const { config_title: title, config_version: version, ...settings } = row.former ?? {};
  return {
    title: String(title ?? ''),
    version: String(version ?? NO_VERSION),
    settings: Object.keys(settings).length > 0 ? settings : null,
  };
}
