import type { Text } from '../text.ts';

/** An alarm for which this phone is called (`GET /api/devices/calls`). */
export type Call = {
  alarm: number;
  type: string;
  name: Text;
  severity: string;
  device: number;
  deviceName: string;
  profileName: Text;
  area: string;
  areaName: string;
  place: string | null;
  lon: number | null;
  lat: number | null;
  details: Text | null;
  raisedAt: string;
  role: string;
  sentAt: string;
  repeats: number;
  /** Still calling: not over, and nobody has seen it yet. */
  open: boolean;
  active: boolean;
  acknowledgedBy: { own: boolean; post: string | null } | null;
  duty: { post: string; names: string[] } | null;
  case: string | null;
};

/** What the live view says of an alarm. */
export type AlarmEvent = { alarm: number; change: string; device: number; calls: boolean };
