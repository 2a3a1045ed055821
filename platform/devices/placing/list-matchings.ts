import { type Static, Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import { Nullable } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';

export const Matching = Type.Object({
  id: Type.Integer(),
  state: Type.String({ enum: ['running', 'done'] }),
  areas: Type.Integer({ description: 'drawn anew, opened or closed since the time before' }),
  looked: Type.Integer(),
  startedAt: Type.String({ format: 'date-time' }),
  finishedAt: Nullable(Type.String({ format: 'date-time' })),
  moves: Type.Array(
    Type.Object({
      from: Type.String(),
      fromName: Type.String(),
      to: Type.String(),
      toName: Type.String(),
      devices: Type.Integer(),
    }),
    { description: 'within sight, most first' },
  ),
});
export type Matching = Static<typeof Matching>;

const MOST = 20;

/** The latest times that all devices were matched because of a change, or that moved any: how many, from where to where. */
export async function listMatchings(ctx: Context, actor: Actor): Promise<Matching[]> {
  const { rows, moves } = await withActor(ctx.pool, actor, async (_db, client) => {
    const { rows } = await client.query<
      Omit<Matching, 'startedAt' | 'finishedAt'> & { startedAt: Date; finishedAt: Date | null }
    >(
      `select id, state, cardinality(areas) as areas, looked, started_at as "startedAt", finished_at as "finishedAt"
       from placing_run where cardinality(areas) > 0 or moved > 0 or state = 'running' order by id desc limit ${MOST}`,
    );
    const { rows: moves } = await client.query<{ run: number; from: string; to: string; devices: number }>(
      `select run, from_area as "from", to_area as "to", count(*)::int as devices from placing_move
       where run = any($1) group by 1, 2, 3 order by 4 desc, 2, 3`,
      [rows.map((row) => row.id)],
    );
    return { rows, moves };
  });
  const nameOf = async (code: string) =>
    (await ctx.caches.areas.path(code))
      .slice(-2)
      .map((step) => step.name)
      .join('');
  const named = await Promise.all(
    moves.map(async (move) => ({ ...move, fromName: await nameOf(move.from), toName: await nameOf(move.to) })),
  );
  return rows.map((row) => ({
    ...row,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    moves: named.filter((move) => move.run === row.id).map(({ run: _, ...move }) => move),
  }));
}
