import type { Stamp } from './dialect-types.ts';

const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/;

/**
 * Reads a moment as another system writes it.
 * @returns ms since 1970; undefined where it is no moment
 */
export function readStamp(value: unknown, format: Stamp['format']): number | undefined {
  if (typeof value === 'number' && format !== 'china') {
    const ms = format === 's' ? value * 1000 : value;
    return Number.isFinite(ms) ? Math.round(ms) : undefined;
  }
  if (typeof value !== 'string') return undefined;
  const [, , , zone] = ISO.exec(value) ?? [];
  if (!ISO.test(value)) return undefined;
  const ms = Date.parse(zone ? value.replace(' ', 'T') : `${value.replace(' ', 'T')}+08:00`);
  return Number.isNaN(ms) ? undefined : ms;
}
