import type pg from 'pg';
import { type Actor, areaOf } from '../../access/actor.ts';
import { withActor, withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { ScannedDevice } from './mount-schemas.ts';

/** Stock: registered for a wider area, never placed. Whoever works inside that area may hang it up. */
const IN_STOCK = `mounted_at is null and placed_by = 'none' and admin <> 'retired' and $2 like area || '%'`;

/** Whether the actor may act on the spot on a device: it lies in sight, or it is stock of an area above one's own. */
export async function isMountable(ctx: Context, actor: Actor, id: number): Promise<boolean> {
  const { rowCount } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query('select from device where id = $1', [id]),
  );
  return (rowCount ?? 0) > 0 || withSystem(ctx.pool, (_db, client) => isInStock(client, actor, id));
}

async function isInStock(client: pg.ClientBase, actor: Actor, id: number): Promise<boolean> {
  const { rowCount } = await client.query(`select from device where id = $1 and ${IN_STOCK}`, [id, areaOf(actor)]);
  return (rowCount ?? 0) > 0;
}

/**
 * The device that a scanned code names, if the actor may know of it; else whether one of that code waits to be claimed.
 * Of a device that hangs elsewhere nothing is told.
 */
export async function findScanned(ctx: Context, actor: Actor, code: string): Promise<ScannedDevice> {
  const id = await withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<{ id: number }>('select id from device where code = $1', [code]);
    return rows[0]?.id;
  });
  if (id === undefined) {
    const waits = await withSystem(ctx.pool, (_db, client) =>
      client.query('select from device_claim where code = $1 and ignored_at is null', [code]),
    );
    return { device: null, waits: (waits.rowCount ?? 0) > 0 };
  }
  if (!(await isMountable(ctx, actor, id))) return { device: null, waits: false };
  const { rows } = await withSystem(ctx.pool, (_db, client) =>
    client.query<NonNullable<ScannedDevice['device']>>(
      `select d.id, d.code, d.name, d.profile, p.declaration -> 'name' as "profileName", d.mounted_at is not null as mounted
       from device d join device_profile p on p.key = d.profile where d.id = $1`,
      [id],
    ),
  );
  return { device: rows[0] ?? null, waits: false };
}
