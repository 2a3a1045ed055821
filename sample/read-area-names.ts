import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { NamedArea } from './geometry/draw-district.ts';

export type AreaName = NamedArea & { committee: string };

/** The district, streets and communities of `areas.csv`, each with the official name of its committee if it has one. */
export function readAreaNames(file: string): AreaName[] {
  const rows = parse(readFileSync(file, 'utf8'), { columns: true }) as {
    code: string;
    name: string;
    name_en: string;
    committee: string;
  }[];
  // committees of villages are numbered from 200 on (statistical area codes)
  return rows.map(({ code, name, name_en, committee }) => ({
    code,
    name,
    nameEn: name_en,
    committee,
    village: code.length === 12 && Number(code.slice(9)) >= 200,
  }));
}
