import type pg from 'pg';
import { attributeKeys, formerAttributes } from './package-attributes.ts';
import type { Package, Phase } from './rollout-types.ts';
import { setShared } from './set-shared.ts';

type Former = { device: number; former: Record<string, unknown> | null };

/**
 * Takes offers of a rollout back that can still be taken back: the devices wait again, and what they are told is what it
 * was. A configuration is in the device as soon as it is heard and cannot be.
 * @param phases at which it may be taken back
 * @param danger only of devices at which life is in danger
 * @returns how many
 */
export async function withdrawOffers(
  client: pg.PoolClient,
  rollout: number,
  pack: Package,
  phases: readonly Phase[],
  danger = false,
): Promise<number> {
  if (pack.kind === 'configuration') return 0;
  const { rows } = await client.query<Former>(
    `update rollout_device set phase = 'waiting', error = null, moved_at = now()
     where rollout = $1 and not back and phase = any($2) and (not $3 or device_in_danger(device)) returning device, former`,
    [rollout, phases, danger],
  );
  await restoreFormer(client, pack, rows);
  return rows.length;
}

/** Tells devices again what they were told before an offer. */
export async function restoreFormer(client: pg.PoolClient, pack: Package, rows: readonly Former[]): Promise<void> {
  await setShared(
    client,
    attributeKeys(pack),
    rows.map(({ device, former }) => ({ device, values: formerAttributes(pack, former ?? {}) })),
    pack.kind === 'configuration',
  );
}
