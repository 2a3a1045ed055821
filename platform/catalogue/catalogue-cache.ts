import type { CompiledLoop } from '@gewu/procedures/compile-loop';
import { compileLoop } from '@gewu/procedures/compile-loop';
import type { Loop, Procedure, WorkingHours } from '@gewu/procedures/types';
import type pg from 'pg';
import { withSystem } from '../db/with-actor.ts';
import type { LimitRule } from './find-limit.ts';

export type Matter = {
  key: string;
  kind: string;
  name: { zh: string; en: string };
  classes: { zh: string; en: string }[];
  lead: string | null;
  procedure: string;
  urgency: 'critical' | 'urgent' | 'normal';
  active: boolean;
  mappedTo: string | null;
  catalogue: string;
};

/** A procedure as a case pins it: its declaration with the whole loop, compiled. */
export type Pinned = { procedure: Procedure; version: number; loop: CompiledLoop };

export type CatalogueSnapshot = {
  matters: Map<string, Matter>;
  rules: LimitRule[];
  /** Newest version of each procedure: what a new case pins. */
  current: Map<string, Pinned>;
  hours: WorkingHours;
};

export type CatalogueCache = {
  get(): Promise<CatalogueSnapshot>;
  /** The version that a case pinned; versions never change, so they stay in memory for good. */
  pinned(procedure: string, version: number): Promise<Pinned>;
  invalidate(): void;
};

const TTL_MS = 10_000;

/** What the district declares and edits, in memory. Another process's edit is seen within ten seconds. */
export function createCatalogueCache(pool: pg.Pool, hours: WorkingHours): CatalogueCache {
  const versions = new Map<string, Pinned>();
  let snapshot: Promise<CatalogueSnapshot> | undefined;
  let loadedAt = 0;
  const remember = (row: { procedure: string; version: number; declaration: unknown }): Pinned => {
    const key = `${row.procedure}/${row.version}`;
    const known = versions.get(key);
    if (known) return known;
    const { procedure, loop } = row.declaration as { procedure: Procedure; loop: Loop };
    const made = { procedure, version: row.version, loop: compileLoop(loop) };
    versions.set(key, made);
    return made;
  };
  const read = (): Promise<CatalogueSnapshot> =>
    withSystem(pool, async (_db, client) => {
      const matters = await client.query<Matter>(
        `select key, kind, json_build_object('zh', name, 'en', name_en) as name, classes, lead, procedure, urgency, active, mapped_to as "mappedTo", catalogue from matter order by key`,
      );
      const rules = await client.query<LimitRule>(
        'select id, matter, procedure, urgency, stage, area, amount, unit, warn_ratio from limit_rule where valid_from <= now() and (valid_to is null or valid_to > now())',
      );
      const procedures = await client.query(
        'select distinct on (procedure) procedure, version, declaration from procedure_version order by procedure, version desc',
      );
      return {
        matters: new Map(matters.rows.map((row) => [row.key, row])),
        rules: rules.rows,
        current: new Map(procedures.rows.map((row) => [row.procedure as string, remember(row)])),
        hours,
      };
    });
  return {
    get() {
      if (snapshot && Date.now() - loadedAt < TTL_MS) return snapshot;
      const before = snapshot;
      loadedAt = Date.now();
      const next = read();
      snapshot = next;
      next.catch(() => {
        if (snapshot === next) snapshot = undefined;
      });
      return before ? before.catch(() => next) : next;
    },
    async pinned(procedure, version) {
      const known = versions.get(`${procedure}/${version}`);
      if (known) return known;
      return withSystem(pool, async (db) =>
        remember(
          await db
            .selectFrom('procedure_version')
            .select(['procedure', 'version', 'declaration'])
            .where('procedure', '=', procedure)
            .where('version', '=', version)
            .executeTakeFirstOrThrow(),
        ),
      );
    },
    invalidate() {
      snapshot = undefined;
      loadedAt = 0;
    },
  };
}
