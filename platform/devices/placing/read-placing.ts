import { type Static, Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { withActor, withSystem } from '../../db/with-actor.ts';
import { Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { notFound } from '../../http/problem.ts';

const Named = Type.Object({ id: Type.Integer(), code: Type.String(), name: Type.String() });
export const Placing = Type.Object({
  placedBy: Type.String({ enum: ['none', 'location', 'address', 'code', 'hand'] }),
  why: Nullable(TextSchema),
  building: Nullable(Type.String({ description: 'as the record base names it' })),
  mountedAt: Nullable(Type.String({ format: 'date-time' })),
  replacedBy: Nullable(Named),
  replaces: Type.Array(Named, { description: 'that hung here before, the last one first' }),
  acts: Type.Array(
    Type.Object({
      act: Type.String(),
      at: Type.String({ format: 'date-time' }),
      by: Type.String(),
      note: Nullable(Type.String()),
      files: Type.Array(Type.String()),
    }),
    { description: 'mounted, replaced, taken down: of this device and of those before it, the last one first' },
  ),
});
export type Placing = Static<typeof Placing>;

/** A chain of replacements is followed so far back. */
const MOST_BEFORE = 20;

/**
 * Why a device lies where it lies, and what was done with it on the spot; with what hung there before it.
 * @throws Problem 404 out of sight
 */
export async function readPlacing(ctx: Context, actor: Actor, id: number): Promise<Placing> {
  const { row, before, acts } = await withActor(ctx.pool, actor, async (_db, client) => {
    const { rows } = await client.query<{
      placedBy: Placing['placedBy'];
      why: Placing['why'];
      building: number | null;
      mountedAt: Date | null;
      replacedBy: Placing['replacedBy'];
    }>(
      `select d.placed_by as "placedBy", d.why, d.building, d.mounted_at as "mountedAt",
         (select jsonb_build_object('id', n.id, 'code', n.code, 'name', n.name) from device n where n.id = d.replaced_by) as "replacedBy"
       from device d where d.id = $1`,
      [id],
    );
    const row = rows[0];
    if (!row) throw notFound({ zh: '设备', en: 'The device' });
    const { rows: before } = await client.query<Static<typeof Named>>(
      `with recursive old as (
         select id, code, name, 1 as n from device where replaced_by = $1
         union all select d.id, d.code, d.name, o.n + 1 from device d join old o on d.replaced_by = o.id where o.n < ${MOST_BEFORE})
       select id, code, name from old order by n, id desc`,
      [id],
    );
    const { rows: acts } = await client.query<Omit<Placing['acts'][number], 'at'> & { at: Date }>(
      `select a.act, a.at, coalesce(c.name, a.account) as by, a.data ->> 'note' as note, a.files
       from device_act a left join account c on c.id = a.account where a.device = any($1) order by a.id desc limit 50`,
      [[id, ...before.map((one) => one.id)]],
    );
    return { row, before, acts };
  });
  // the address of a building is open; whoever sees the device may know where it hangs
  const { rows: buildings } = await withSystem(ctx.pool, (_db, client) =>
    client.query<{ label: string }>('select label from entity where id = $1', [row.building]),
  );
  return {
    ...row,
    building: buildings[0]?.label ?? null,
    mountedAt: row.mountedAt?.toISOString() ?? null,
    replaces: before,
    acts: acts.map((one) => ({ ...one, at: one.at.toISOString() })),
  };
}
