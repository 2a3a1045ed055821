import type pg from 'pg';
import type { Package, Rollout } from './rollout-types.ts';

/** Columns of a rollout as the rules want them. */
export const ROLLOUT = `r.id, r.package, r.stages, r.fail_limit as "failLimit", r.silent_limit as "silentLimit", r.silent_s as "silentS",
  r.patience_s as "patienceS", r.most_at_once as "mostAtOnce", r.quiet_from as "quietFrom", r.quiet_to as "quietTo",
  r.ends_at as "endsAt", r.state, r.stage, r.stage_at as "stageAt", r.excused_failed as "excusedFailed",
  r.excused_silent as "excusedSilent", r.approved_by is not null as approved`;

/** Locks one rollout that is due and nobody else is turning; undefined where there is none such. */
export async function lockDue(client: pg.PoolClient, id: number): Promise<Rollout | undefined> {
  const { rows } = await client.query<Rollout>(
    `select ${ROLLOUT} from rollout r where r.id = $1 and r.next_at <= now() and r.state not in ('done', 'rolled_back') for update skip locked`,
    [id],
  );
  return rows[0];
}

/** A package with what the rules need of it. @throws Error where there is none: rollouts refer to one that is */
export async function readPackage(client: pg.PoolClient, id: number): Promise<Package> {
  const { rows } = await client.query<Package>(
    'select id, kind, title, version, profile, sha256, bytes, settings from device_package where id = $1',
    [id],
  );
  if (!rows[0]) throw new Error(`there is no package ${id}`);
  return rows[0];
}
