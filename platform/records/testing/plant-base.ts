import type pg from 'pg';
import type { Context } from '../../http/context.ts';
import { keyedHash } from '../keyed-hash.ts';

export type PlantedEntity = {
  id: number;
  kind: string;
  area: string;
  label: string;
  fields?: Record<string, unknown>;
  provenance?: Record<string, number[]>;
  conflicts?: Record<string, unknown>;
  minor?: boolean;
  rows?: number;
  key?: string;
  fedBy?: number[];
  seen?: string;
  terms?: string[];
  links?: { relation: string; to: number }[];
  lon?: number;
  lat?: number;
};

/** Writes an entity with its terms and links, as a link run would leave them. */
export async function plantEntity(db: pg.Pool, one: PlantedEntity): Promise<void> {
  await db.query(
    `insert into entity (id, kind, area, key, label, fields, provenance, conflicts, minor, rows, fed_by, seen, hash, changed_at, lon, lat)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, now(), $13, $14)`,
    [
      one.id,
      one.kind,
      one.area,
      one.key ?? null,
      one.label,
      one.fields ?? {},
      one.provenance ?? {},
      one.conflicts ?? {},
      one.minor ?? false,
      one.rows ?? 1,
      one.fedBy ?? [],
      one.seen ?? '2026-05-01',
      one.lon ?? null,
      one.lat ?? null,
    ],
  );
  for (const term of one.terms ?? [])
    await db.query('insert into entity_term (term, area, entity) values ($1, $2, $3)', [term, one.area, one.id]);
  for (const { relation, to } of one.links ?? [])
    await db.query(
      `insert into entity_link (from_entity, relation, to_entity, seen) values ($1, $2, $3, '2026-05-01')`,
      [one.id, relation, to],
    );
}

/** Writes a department row and the entity that its parts belong to. */
export async function plantRecord(
  db: pg.Pool,
  row: {
    id: number;
    source: number;
    area: string;
    fields: Record<string, unknown>;
    parts: [part: number, entity: number][];
  },
): Promise<void> {
  await db.query(
    `insert into record (id, source, key, hash, area, fields, batch, since) values ($1, $2, $1, 1, $3, $4, 1, '2026-05-01')`,
    [row.id, row.source, row.area, row.fields],
  );
  for (const [part, entity] of row.parts)
    await db.query('insert into record_entity (record, part, entity) values ($1, $2, $3)', [row.id, part, entity]);
}

/** Keeps a sensitive value apart, and gives the reference that stands in its place. */
export async function plantSecret(db: pg.Pool, ctx: Context, kind: string, value: string): Promise<{ '§': string }> {
  const id = keyedHash(ctx, kind, value);
  await db.query('insert into secret (id, kind, sealed) values ($1, $2, $3) on conflict do nothing', [
    id,
    kind,
    ctx.sealer.sealJson(value),
  ]);
  return { '§': id };
}

/** The terms of a full number and its last four, as the base has them. */
export function numberTerms(ctx: Context, kind: 'citizen' | 'phone', value: string): string[] {
  const letter = kind === 'citizen' ? 'c' : 't';
  return [`${letter}:${keyedHash(ctx, kind, value)}`, `${letter}4:${keyedHash(ctx, `${letter}4`, value.slice(-4))}`];
}
