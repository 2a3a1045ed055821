import type { Text } from '../../kit/text.ts';
import type { AlarmCall, Unmanned } from './reach-types.ts';

export type Severity = 'critical' | 'major' | 'minor' | 'warning' | 'indeterminate';
export type Alarm = {
  id: number;
  device: number;
  deviceName: string;
  profile: string;
  type: string;
  channel: string;
  name: Text;
  life: boolean;
  severity: Severity;
  area: string;
  place: string | null;
  lon: number | null;
  lat: number | null;
  raisedAt: string;
  active: boolean;
  clearedAt: string | null;
  acknowledged: boolean;
  acknowledgedAt: string | null;
  verdict: 'true' | 'false' | 'test' | null;
  details: Text | null;
  case: string | null;
};
export type AlarmEvent = {
  id: number;
  at: string;
  change: string;
  severity: Severity;
  previous: string | null;
  by: string;
  post: string | null;
  data: Record<string, unknown>;
};
/** One alarm with its course and its calls (`GET /api/devices/alarms/{id}`). */
export type AlarmPage = Alarm & { events: AlarmEvent[]; calls: AlarmCall[]; unmanned: Unmanned[] };
export type DeviceRow = {
  id: number;
  code: string;
  name: string;
  profile: string;
  profileName: Text;
  area: string;
  place: string | null;
  lon: number | null;
  lat: number | null;
  admin: string;
  link: 'online' | 'offline' | 'unknown';
  heardAt: string | null;
  alarms: number;
};
export type Device = DeviceRow & {
  firmware: string | null;
  parent: { id: number; name: string } | null;
  post: { id: number; name: string; holders: string[] } | null;
  measuredAt: string | null;
  messages: number;
  keys: { key: string; name: Text; unit: string | null; value: number | string | boolean | null; at: string | null }[];
  rules: { type: string; name: Text; life: boolean; words: { severity: Severity | null; text: Text }[] }[];
  attributes: { key: string; name: Text; unit: string | null; declared: unknown; area: unknown; own: unknown }[];
  refusals: { reason: string; count: number; lastAt: string; sample: string | null }[];
};
export type Profile = { key: string; name: Text };
