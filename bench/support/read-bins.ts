import { readFileSync } from 'node:fs';
import type { Emptying } from '@gewu/foresight/bin-types';
import { parse } from 'csv-parse/sync';

/**
 * Emptyings of litter bins from a file with the columns `site`, `address`, `collected_at` and `fill_before_pct`; the
 * neighbours of a bin are those of the same street. Times are taken as they stand. Partial emptyings are left out.
 * @returns in order of time
 */
export function readBins(file: string): Emptying[] {
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true, bom: true, trim: true });
  return rows
    .filter((row) => row.partial?.toLowerCase() !== 'true')
    .map((row) => ({
      bin: row.site ?? '',
      group: row.address ?? '',
      at: Date.parse(`${row.collected_at?.replace(' ', 'T')}Z`),
      fill: Number(row.fill_before_pct),
    }))
    .filter((one) => one.bin !== '' && Number.isFinite(one.at) && Number.isFinite(one.fill))
    .sort((a, b) => a.at - b.at);
}
