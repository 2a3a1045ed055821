import type pg from 'pg';
import { withSystem } from '../db/with-actor.ts';
import type { Geometry } from './geometry.ts';
import { createLocator, type Locator } from './locate-point.ts';

export type Area = {
  code: string;
  level: 1 | 2 | 3 | 4;
  parent: string | null;
  name: string;
  nameEn: string | null;
  kind: 'basic' | 'dedicated';
  /** Another body that runs a coded area, where the district itself does not. */
  governedBy: string | null;
  households: number | null;
};
export type AreaShape = { code: string; shape: Geometry; schematic: boolean };

export type AreaCache = {
  /** An open area; undefined for unknown and closed codes. */
  get(code: string): Promise<Area | undefined>;
  /** Name in Chinese, of closed areas too, so that old cases stay readable; the code itself when unknown. */
  name(code: string): Promise<string>;
  /** From the district down to the area. */
  path(code: string): Promise<{ code: string; name: string; nameEn: string | null }[]>;
  /** Open areas by code. */
  all(): Promise<readonly Area[]>;
  /** Shapes in force now. */
  shapes(): Promise<readonly AreaShape[]>;
  locator(): Promise<Locator>;
  /** Changes whenever areas or shapes do: an ETag. */
  version(): Promise<string>;
  /** Forgets; the next call reads anew. */
  invalidate(): void;
};

type Snapshot = {
  version: string;
  areas: Area[];
  open: Map<string, Area>;
  closed: Map<string, Area>;
  shapes: AreaShape[];
  nextChange: number;
  locator: Locator;
};

const CHECK_MS = 5_000;

/**
 * Areas, shapes and the locator in memory. Every few seconds one small query asks whether another process changed
 * them; meanwhile, and while reloading, the last snapshot serves.
 */
export function createAreaCache(pool: pg.Pool): AreaCache {
  let snapshot: Promise<Snapshot> | undefined;
  let checkedAt = 0;
  const load = (): Promise<Snapshot> => {
    if (snapshot && Date.now() - checkedAt < CHECK_MS) return snapshot;
    checkedAt = Date.now();
    const before = snapshot;
    const next = before ? before.catch(() => undefined).then((old) => refresh(pool, old)) : refresh(pool, undefined);
    snapshot = next;
    next.catch(() => {
      if (snapshot === next) snapshot = undefined;
    });
    return before ? before.catch(() => next) : next;
  };
  return {
    get: async (code) => (await load()).open.get(code),
    async name(code) {
      const { open, closed } = await load();
      return (open.get(code) ?? closed.get(code))?.name ?? code;
    },
    async path(code) {
      const { open, closed } = await load();
      const steps = [];
      for (let length = 6; length <= code.length; length += 3) {
        const area = open.get(code.slice(0, length)) ?? closed.get(code.slice(0, length));
        if (area) steps.push({ code: area.code, name: area.name, nameEn: area.nameEn });
      }
      return steps;
    },
    all: async () => (await load()).areas,
    shapes: async () => (await load()).shapes,
    locator: async () => (await load()).locator,
    version: async () => (await load()).version,
    invalidate() {
      snapshot = undefined;
      checkedAt = 0;
    },
  };
}

async function refresh(pool: pg.Pool, old: Snapshot | undefined): Promise<Snapshot> {
  return withSystem(pool, async (_db, client) => {
    const { rows: marks } = await client.query<{ at: Date }>(
      `select changed_at as at from setting where key = 'areas-version'`,
    );
    const mark = marks[0]?.at.getTime() ?? 0;
    if (old?.version.startsWith(`${mark}-`) && Date.now() < old.nextChange) return old;
    const { rows } = await client.query<Area & { closed: boolean }>(
      `select code, level, parent, name, name_en as "nameEn", kind, governed_by as "governedBy", households, closed_at is not null as closed from area order by code`,
    );
    const shapes = await client.query<AreaShape>(
      `select g.code, g.shape, g.schematic from area_geometry g join area a on a.code = g.code
       where a.closed_at is null and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now()) order by g.code`,
    );
    const { rows: later } = await client.query<{ at: Date | null }>(
      'select min(valid_from) as at from area_geometry where valid_from > now()',
    );
    const strip = ({ closed: _, ...area }: Area & { closed: boolean }): Area => area;
    const areas = rows.filter(({ closed }) => !closed).map(strip);
    const nextChange = later[0]?.at?.getTime() ?? Number.POSITIVE_INFINITY;
    return {
      version: `${mark}-${Date.now()}`,
      areas,
      open: new Map(areas.map((area) => [area.code, area])),
      closed: new Map(rows.filter(({ closed }) => closed).map((area) => [area.code, strip(area)])),
      shapes: shapes.rows,
      nextChange,
      locator: createLocator(shapes.rows, areas[0]?.code ?? ''),
    };
  });
}
