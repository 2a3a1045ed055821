import type { Value } from '@gewu/alarms/types';
import type { Reading, Refusal, RefusalReason, Values } from './intake-types.ts';
import { putValue } from './put-value.ts';

const MOST_BYTES = 64 * 1024;
const MOST_READINGS = 1000;
const MOST_KEYS = 200;
const MOST_TEXT = 1024;
const DAY = 86_400_000;
/** A stamp may run ahead by so much: clocks differ. What lies beyond is a broken clock, not the future. */
const AHEAD_MS = DAY;
const BEHIND_MS = 3 * 365 * DAY;

export type ReadOutcome = { readings: Reading[]; refusals: Refusal[] };

/**
 * Reads what ThingsBoard devices send as telemetry: `{key: value}`, `[{…}]`, `{ts, values}` or a list of those.
 * What is wrong is refused with a reason and leaves the rest alone; nothing throws.
 * @param at arrival, ms; the stamp of readings that carry none
 */
export function readTelemetry(payload: Uint8Array | string, at: number): ReadOutcome {
  const text = typeof payload === 'string' ? payload : Buffer.from(payload).toString('utf8');
  if (text.length > MOST_BYTES) return refused('too-large', text);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text) as unknown;
  } catch {
    return refused('not-json', text);
  }
  return readReadings(parsed, at);
}

/** The same for a payload that is already JSON, as a gateway sends it for each of its devices. */
export function readReadings(parsed: unknown, at: number): ReadOutcome {
  const list = Array.isArray(parsed) ? parsed : [parsed];
  if (list.length > MOST_READINGS) return refused('too-large', JSON.stringify(list[0] ?? null));
  const outcome: ReadOutcome = { readings: [], refusals: [] };
  for (const item of list) {
    const stamped = isRecord(item) && 'ts' in item && isRecord(item.values);
    const values = readValues(stamped ? item.values : item, outcome.refusals);
    const ts = stamped ? item.ts : at;
    const fault = !values ? 'wrong-shape' : stampFault(ts, at);
    if (fault) outcome.refusals.push({ reason: fault, sample: JSON.stringify(item ?? null) });
    else if (values && Object.keys(values).length > 0) outcome.readings.push({ ts: ts as number, values });
  }
  return outcome;
}

function stampFault(ts: unknown, at: number): RefusalReason | undefined {
  if (typeof ts !== 'number' || !Number.isFinite(ts)) return 'wrong-shape';
  if (ts > at + AHEAD_MS) return 'stamp-in-future';
  return ts < at - BEHIND_MS ? 'stamp-too-old' : undefined;
}

/** Flat values; what is nested is kept as JSON text, as ThingsBoard does. */
function readValues(item: unknown, refusals: Refusal[]): Values | undefined {
  if (!isRecord(item)) return undefined;
  const entries = Object.entries(item);
  if (entries.length > MOST_KEYS) return undefined;
  const values: Values = {};
  for (const [key, raw] of entries) {
    const value = flat(raw);
    if (key === '' || key.length > 80 || !canKeep(key) || value === undefined)
      refusals.push({ reason: 'wrong-type', sample: `${key}: ${JSON.stringify(raw ?? null)}` });
    else putValue(values, key, value);
  }
  return values;
}

function flat(raw: unknown): Value | undefined {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : undefined;
  if (typeof raw === 'boolean' || raw === null) return raw;
  const text = typeof raw === 'string' ? raw : JSON.stringify(raw);
  return text === undefined || text.length > MOST_TEXT || !canKeep(text) ? undefined : text;
}

/** PostgreSQL keeps no zero character in a text, and no half of a character that takes two (by escape in JSON, either). */
const canKeep = (text: string): boolean => !text.includes('\u0000') && !text.includes('\\u0000') && text.isWellFormed();

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refused = (reason: RefusalReason, text: string): ReadOutcome => ({
  readings: [],
  refusals: [{ reason, sample: text }],
});
