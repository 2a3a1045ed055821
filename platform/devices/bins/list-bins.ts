import type { Actor } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { Bin, BinList, BinQuery } from './bin-schemas.ts';
import { forecastBins } from './forecast-bins.ts';

/** What was foreseen longer ago than this is foreseen anew before it is shown, ms. */
const FRESH_MS = 3_600_000;

type Row = Omit<Bin, 'levelAt' | 'emptiedAt' | 'fullAt'> & {
  levelAt: Date | null;
  emptiedAt: Date | null;
  fullAt: Date | null;
  madeAt: Date;
};

/**
 * Bins within sight with what is foreseen of them, those that overflow soonest first. What is older than an hour is
 * foreseen anew, so that nobody plans by a level of last night.
 */
export async function listBins(ctx: Context, actor: Actor, { within }: BinQuery): Promise<BinList> {
  await forecastBins(ctx, { unlessSince: new Date(Date.now() - FRESH_MS) });
  const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<Row>(
      `select d.id, d.code, d.name, d.area, d.place, d.lon, d.lat, coalesce(s.link, 'unknown') as link, f.level, f.level_at as "levelAt",
         f.emptied_at as "emptiedAt", f.emptyings, f.full_at as "fullAt", f.ahead, f.words, f.made_at as "madeAt"
       from bin_forecast f join device d on d.id = f.device left join device_state s on s.device = d.id
       where d.admin = 'active' ${within ? 'and d.area >= $1 and d.area < $2' : ''}
       order by f.full_at nulls last, (f.ahead -> 1 ->> 'overflow')::float8 desc, d.id`,
      within ? [within, `${within}:`] : [],
    ),
  );
  return {
    madeAt: rows[0]?.madeAt.toISOString() ?? null,
    rows: rows.map(({ levelAt, emptiedAt, fullAt, madeAt: _, ...row }) => ({
      ...row,
      levelAt: levelAt?.toISOString() ?? null,
      emptiedAt: emptiedAt?.toISOString() ?? null,
      fullAt: fullAt?.toISOString() ?? null,
    })),
  };
}
