import type { Actor } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { PackageSchema } from './rollout-schemas.ts';

type Row = Omit<PackageSchema, 'createdAt' | 'retiredAt'> & { createdAt: Date; retiredAt: Date | null };

/** The packages within sight, newest first. */
export async function readPackages(ctx: Context, actor: Actor): Promise<PackageSchema[]> {
  const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<Row>(
      `select p.id, p.kind, p.title, p.version, p.profile, p.maker, p.model, encode(p.sha256, 'hex') as sha256, p.bytes,
         p.file_name as "fileName", p.settings, coalesce(a.name, p.account) as by, p.created_at as "createdAt",
         p.retired_at as "retiredAt", (select count(*)::int from rollout r where r.package = p.id) as rollouts,
         p.account = $1 as mine
       from device_package p left join account a on a.id = p.account order by p.id desc limit 500`,
      [actor.account],
    ),
  );
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    retiredAt: row.retiredAt?.toISOString() ?? null,
  }));
}
