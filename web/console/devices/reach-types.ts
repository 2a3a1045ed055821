import type { Text } from '../../kit/text.ts';

type Seconds = { p50: number; p95: number } | null;
/** Times from message to phone of one kind of device or one area (`GET /api/devices/alarms/reach`). */
export type ReachRow = {
  by: 'all' | 'profile' | 'area';
  key: string;
  name: Text;
  alarms: number;
  shown: number;
  acknowledged: number;
  toScreen: Seconds;
  toAnswer: Seconds;
};
/** Somebody whom an alarm called, and how far that came. */
export type AlarmCall = {
  role: string;
  level: number;
  name: string | null;
  sentAt: string;
  repeats: number;
  shownAt: string | null;
  acknowledgedAt: string | null;
  phones: number;
  reach: 'acknowledged' | 'shown' | 'sent' | 'waiting' | 'failed' | 'no_phone';
};
export type Unmanned = { role: string; why: string };
