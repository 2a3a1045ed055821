import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { SYSTEM } from '../access/actor.ts';
import { recordEvent } from '../audit/record-event.ts';
import { withSystem } from '../db/with-actor.ts';
import { Problem } from '../http/problem.ts';
import type { Crs } from './convert-geometry.ts';
import { type ImportedShapes, importShapes } from './import-shapes.ts';

/**
 * `gewu areas import FILE`: takes over surveyed shapes, all or none; running servers notice within seconds.
 * @param args.crs how the file's positions are written; it cannot be told from the numbers
 * @throws Problem 422 with `faults` when the file is wrong
 */
export async function runAreasImport(
  pool: pg.Pool,
  args: { file: string; crs: Crs; from?: Date; toleranceM?: number },
): Promise<ImportedShapes> {
  const geojson = parse(await read(args.file));
  return withSystem(pool, async (db) => {
    const result = await importShapes(db, geojson, {
      crs: args.crs,
      from: args.from ?? new Date(),
      ...(args.toleranceM !== undefined && { toleranceM: args.toleranceM }),
    });
    await recordEvent(db, SYSTEM, {
      kind: 'change',
      subject: 'areas',
      data: { what: 'import-shapes', crs: args.crs, count: result.codes.length },
    });
    return result;
  });
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new Problem(422, 'file.unreadable', { zh: `无法读取文件 ${file}。`, en: `${file} cannot be read.` });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(422, 'shapes.invalid', { zh: '文件不是 JSON。', en: 'The file is not JSON.' }, { faults: [] });
  }
}
