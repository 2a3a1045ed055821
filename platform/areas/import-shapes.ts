import type { Db } from '../db/with-actor.ts';
import { Problem, type Sentence } from '../http/problem.ts';
import { findGeometryFault, protrusion } from './check-geometry.ts';
import { type Crs, convertGeometry } from './convert-geometry.ts';
import type { Geometry } from './geometry.ts';
import { markAreasChanged } from './mark-changed.ts';

export type ShapeFault = { code: string; zh: string; en: string };
export type ImportedShapes = {
  /** Codes whose shape was replaced or given for the first time. */
  codes: string[];
  /** What was accepted but should be looked at, e.g. children that now stick out of a redrawn parent. */
  warnings: ShapeFault[];
};
export type ImportOptions = {
  crs: Crs;
  /** When the new shapes come into force. */
  from: Date;
  /** How far a child may stick out of its parent, metres; surveys never meet exactly. */
  toleranceM?: number;
  /** Only areas inside this code may be redrawn. */
  within?: string;
};

type Current = { shape: Geometry; from: Date };

/**
 * Takes over the shapes of a GeoJSON FeatureCollection (Polygon or MultiPolygon, `properties.code`): the present
 * shape of each area ends at `from`, the new one begins. All or nothing: run it inside a transaction.
 * @throws Problem 422 `shapes.from` for an invalid time, `shapes.invalid` with every fault of the file in `faults`, before anything is written
 */
export async function importShapes(db: Db, geojson: unknown, options: ImportOptions): Promise<ImportedShapes> {
  if (Number.isNaN(options.from.getTime()))
    throw new Problem(422, 'shapes.from', {
      zh: '生效时间不是有效的时间（如 2026-03-01T00:00:00+08:00）。',
      en: 'The time of coming into force is no valid time (such as 2026-03-01T00:00:00+08:00).',
    });
  const { shapes, faults } = readFeatures(geojson, options.crs);
  const known = new Set(
    (await db.selectFrom('area').select('code').where('closed_at', 'is', null).execute()).map(({ code }) => code),
  );
  const current = new Map(
    (
      await db
        .selectFrom('area_geometry')
        .select(['code', 'shape', 'valid_from'])
        .where('valid_to', 'is', null)
        .execute()
    ).map((row): [string, Current] => [
      row.code,
      { shape: row.shape as unknown as Geometry, from: row.valid_from as unknown as Date },
    ]),
  );
  const tolerance = options.toleranceM ?? 50;
  for (const [code, { shape }] of shapes) {
    const fault =
      faultOf(code, shape, known, current.get(code), options) ??
      findParentFault(
        code,
        shape,
        shapes.get(code.slice(0, -3))?.shape ?? current.get(code.slice(0, -3))?.shape,
        tolerance,
      );
    if (fault) faults.push({ code, ...fault });
  }
  if (faults.length > 0)
    throw new Problem(
      422,
      'shapes.invalid',
      {
        zh: `图形有 ${faults.length} 处错误，未导入任何内容。`,
        en: `${faults.length} fault(s) in the shapes; nothing was imported.`,
      },
      { faults: faults.slice(0, 100) },
    );
  const warnings: ShapeFault[] = [];
  for (const [code, { shape }] of current) {
    const parent = shapes.get(code.slice(0, -3));
    if (parent && !shapes.has(code) && protrusion(shape, parent.shape) > tolerance)
      warnings.push({
        code,
        zh: '现有图形超出重绘后的上级区域',
        en: 'its present shape sticks out of the redrawn parent',
      });
  }
  await write(db, shapes, options.from);
  return { codes: [...shapes.keys()], warnings };
}

type Read = Map<string, { shape: Geometry; schematic: boolean }>;

function readFeatures(geojson: unknown, crs: Crs): { shapes: Read; faults: ShapeFault[] } {
  const shapes: Read = new Map();
  const faults: ShapeFault[] = [];
  const features =
    isRecord(geojson) && geojson.type === 'FeatureCollection' && Array.isArray(geojson.features)
      ? (geojson.features as unknown[])
      : undefined;
  if (!features?.length)
    return {
      shapes,
      faults: [
        {
          code: '',
          zh: '不是含有要素的 GeoJSON FeatureCollection',
          en: 'not a GeoJSON FeatureCollection with features',
        },
      ],
    };
  for (const [index, feature] of features.entries()) {
    const properties = isRecord(feature) && isRecord(feature.properties) ? feature.properties : {};
    const code = String(properties.code ?? '');
    const geometry = isRecord(feature) ? feature.geometry : undefined;
    if (!/^\d{6}(\d{3}){0,3}$/.test(code))
      faults.push({
        code,
        zh: `第 ${index + 1} 个要素没有区域代码 properties.code`,
        en: `feature ${index + 1} has no area code in properties.code`,
      });
    else if (!isGeometry(geometry))
      faults.push({ code, zh: '需要 Polygon 或 MultiPolygon', en: 'a Polygon or MultiPolygon is needed' });
    else if (shapes.has(code)) faults.push({ code, zh: '同一文件中出现两次', en: 'appears twice in the file' });
    else
      shapes.set(code, {
        shape: convertGeometry({ type: geometry.type, coordinates: geometry.coordinates } as Geometry, crs, 'wgs84'),
        schematic: properties.schematic === true,
      });
  }
  return { shapes, faults };
}

function faultOf(
  code: string,
  shape: Geometry,
  known: ReadonlySet<string>,
  current: Current | undefined,
  { from, within = '' }: ImportOptions,
): Sentence | undefined {
  if (!known.has(code) || !code.startsWith(within))
    return { zh: '没有这个区域，或不在您的管辖范围内', en: 'no such area, or not inside yours' };
  if (current && current.from >= from)
    return {
      zh: `生效时间须晚于现有图形的 ${current.from.toISOString()}`,
      en: `must come into force after the present shape, ${current.from.toISOString()}`,
    };
  return findGeometryFault(shape);
}

function findParentFault(
  code: string,
  shape: Geometry,
  parent: Geometry | undefined,
  tolerance: number,
): Sentence | undefined {
  if (code.length === 6 || !parent) return undefined;
  const metres = Math.round(protrusion(shape, parent));
  return metres > tolerance
    ? { zh: `超出上级区域 ${metres} 米`, en: `sticks out of its parent by ${metres} m` }
    : undefined;
}

async function write(db: Db, shapes: Read, from: Date): Promise<void> {
  await db
    .updateTable('area_geometry')
    .set({ valid_to: from })
    .where('valid_to', 'is', null)
    .where('code', 'in', [...shapes.keys()])
    .execute();
  const rows = [...shapes].map(([code, { shape, schematic }]) => ({
    code,
    valid_from: from,
    valid_to: null,
    shape: JSON.stringify(shape),
    schematic,
  }));
  for (let start = 0; start < rows.length; start += 500)
    await db
      .insertInto('area_geometry')
      .values(rows.slice(start, start + 500))
      .execute();
  await markAreasChanged(db);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether it is a (Multi)Polygon as far as nesting goes: lists of numbers at the right depth. */
function isGeometry(value: unknown): value is Geometry {
  if (!isRecord(value) || !(value.type === 'Polygon' || value.type === 'MultiPolygon')) return false;
  const isPosition = (p: unknown) =>
    Array.isArray(p) && p.length >= 2 && Number.isFinite(p[0]) && Number.isFinite(p[1]);
  const isRings = (r: unknown) => Array.isArray(r) && r.every((ring) => Array.isArray(ring) && ring.every(isPosition));
  return value.type === 'Polygon'
    ? isRings(value.coordinates)
    : Array.isArray(value.coordinates) && value.coordinates.every(isRings);
}
