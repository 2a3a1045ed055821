import { readFileSync } from 'node:fs';
import type pg from 'pg';

type Feature = {
  properties: {
    code: string;
    level: number;
    parent: string | null;
    name: string;
    name_en: string;
    kind: string;
    households: number;
    schematic: boolean;
  };
  geometry: unknown;
};

/**
 * Writes the areas and their schematic shapes.
 * @param client inside a transaction, as the owner
 * @param since when the shapes come into force: before the oldest sample case
 * @returns the grids
 */
export async function loadAreas(
  client: pg.PoolClient | pg.Client,
  file: string,
  since: Date,
): Promise<{ code: string; name: string }[]> {
  const { features } = JSON.parse(readFileSync(file, 'utf8')) as { features: Feature[] };
  const rows = features.map(({ properties, geometry }) => ({ ...properties, geometry }));
  // parents come first: features are sorted by level
  await client.query(
    `insert into area (code, parent, name, name_en, kind, households)
     select code, parent, name, name_en, kind, households from jsonb_to_recordset($1) as a(code text, parent text, name text, name_en text, kind text, households int)`,
    [JSON.stringify(rows)],
  );
  await client.query(
    'insert into area_geometry (code, valid_from, shape, schematic) select code, $2, geometry, schematic from jsonb_to_recordset($1) as a(code text, geometry jsonb, schematic boolean)',
    [JSON.stringify(rows), since],
  );
  await client.query(
    `insert into setting (key, value, changed_at) values ('areas-version', 'true', now()) on conflict (key) do update set changed_at = now()`,
  );
  return features
    .filter(({ properties }) => properties.level === 4)
    .map(({ properties }) => ({ code: properties.code, name: properties.name }));
}
