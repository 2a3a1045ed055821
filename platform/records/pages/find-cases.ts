import { type Actor, areaOf } from '../../access/actor.ts';
import { type ListedCase, ROW_COLUMNS, viewRow } from '../../cases/case-view.ts';
import { listCases } from '../../cases/list-cases.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';

/** Where to look for cases: a door in the base, an address, a point. */
export type CasePlace = {
  entities: number[];
  area: string;
  compound: string | undefined;
  building: string | undefined;
  point: { lon: number; lat: number } | undefined;
};

type CaseRow = Awaited<ReturnType<typeof viewRow>>;
/** How a case belongs to the place: opened about it, said to be there, or near by. */
export type PlacedCase = Pick<
  CaseRow,
  'number' | 'title' | 'state' | 'procedure' | 'place' | 'openedAt' | 'open' | 'overdue'
> & { why: 'about' | 'address' | 'near' };

const MOST = 20;
/** Some 60 m, in degrees of latitude. */
const NEAR = 0.000_54;

/**
 * Cases at a place, as far as the reader may see cases: those opened about it (visits to the door), those whose words
 * name its address, those reported within some 60 m.
 */
export async function findCases(ctx: Context, actor: Actor, place: CasePlace): Promise<PlacedCase[]> {
  const around = place.area.slice(0, Math.max(12, areaOf(actor).length));
  const { about, near } = await withActor(ctx.pool, actor, async (_db, client) => {
    const columns = ROW_COLUMNS.map((column) => `c.${column}`).join(', ');
    const about = await client.query<ListedCase>(
      `select ${columns} from cases c where c.id in (select d.case_id from doubt d where d.entities && $1 and d.case_id is not null) order by c.id desc limit ${MOST}`,
      [place.entities],
    );
    if (!place.point) return { about: about.rows, near: [] };
    const { lon, lat } = place.point;
    const wide = NEAR / Math.cos((lat * Math.PI) / 180);
    const near = await client.query<ListedCase>(
      `select ${columns} from cases c where c.area >= $1 and c.area < $2 and c.lon between $3 and $4 and c.lat between $5 and $6 order by c.opened_at desc limit ${MOST}`,
      [around, `${around}:`, lon - wide, lon + wide, lat - NEAR, lat + NEAR],
    );
    return { about: about.rows, near: near.rows };
  });
  const named = place.compound
    ? (await listCases(ctx, actor, { view: 'area', area: around, q: place.compound, limit: MOST })).rows
    : [];
  const here = new RegExp(`${place.building ?? ''}(?:号楼|栋|幢|座|#|-)`);
  const inBuilding = named.filter((row) => place.building !== undefined && here.test(row.place ?? row.title));
  const found = new Map<string, PlacedCase>();
  const add = (why: PlacedCase['why'], rows: CaseRow[]) => {
    for (const { number, title, state, procedure, place, openedAt, open, overdue } of rows)
      if (!found.has(number))
        found.set(number, { number, title, state, procedure, place, openedAt, open, overdue, why });
  };
  add('about', await Promise.all(about.map((row) => viewRow(ctx.caches, row))));
  add('address', inBuilding.length > 0 ? inBuilding : named);
  add('near', await Promise.all(near.map((row) => viewRow(ctx.caches, row))));
  return [...found.values()].slice(0, MOST);
}
