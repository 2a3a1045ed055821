import type { Text } from '../../kit/text.ts';
import type { Severity } from './device-types.ts';

/** What a device measured over a span (`GET /api/devices/{id}/telemetry`). */
export type Past = { stepSeconds: number; gapSeconds: number; series: Curve[]; alarms: PastAlarm[] };
export type PastPoint = { at: string; min: number; avg: number; max: number; n: number };
export type Curve = {
  key: string;
  name: Text;
  unit: string | null;
  type: 'number' | 'boolean';
  range: [number, number] | null;
  points: PastPoint[];
};
export type PastAlarm = {
  id: number;
  type: string;
  name: Text;
  severity: Severity;
  verdict: 'true' | 'false' | 'test' | null;
  raisedAt: string;
  clearedAt: string | null;
};
/** A span that ends now and goes on, or one that stands. */
export type Span = { hours: number } | { from: number; to: number };
