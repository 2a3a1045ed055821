import type { AlarmRule, Severity, Text, Value } from '@gewu/alarms/types';

/** One thing a device measures or says. */
export type Key = {
  name: Text;
  type: 'number' | 'boolean' | 'text';
  unit?: string;
  /** Least and greatest value that can be true; what lies outside is refused, not stored. */
  range?: [number, number];
  /** What coded values mean, for people. */
  values?: Record<string, Text>;
};

/** A rule of a profile: when it is an alarm, and what becomes of it. */
export type ProfileRule = AlarmRule & {
  /** Procedure that the alarm opens; none: it stays on the board. */
  procedure?: string;
  /** Matter of the case, e.g. M06010. */
  matter?: string;
  urgency?: Partial<Record<Severity, 'critical' | 'urgent' | 'normal'>>;
  /** Fire, gas, a call for help: phones ring until somebody has seen it. */
  life?: boolean;
};

export type CallRole = 'grid_worker' | 'building_head' | 'household' | 'duty_officer' | 'street_desk' | 'district_desk';

/** A device profile as declared in catalog/devices. */
export type Profile = {
  profile: string;
  name: Text;
  kind: 'sensor' | 'camera' | 'access' | 'button';
  keys: Record<string, Key>;
  alarms: ProfileRule[];
  /**
   * Attributes that the rules look at, with what they are called and their unit, for editing and for words. `range` is
   * within which people may set it: for what saves lives, no wider than the norm of the device.
   */
  attributes?: Record<string, { name: Text; unit?: string; default?: Value; range?: [number, number] }>;
  calls?: { repeat_seconds: number; levels: { after: number; to: CallRole[] }[] };
  health: {
    /** How often a healthy one reports, seconds. */
    interval_s: number;
    /** Intervals missed until it counts as offline. */
    offline_after: number;
    battery?: { key: string; low: number };
    stuck?: { key: string; hours: number };
    drift?: { key: string; most: number };
    clock_skew_s?: number;
    /** Older firmware than this needs an update. */
    firmware?: { minimum: string };
  };
  storm?: { by: ('building' | 'gateway')[]; window_s: number; at_least: number };
  /** It tells how full a bin is: `fill` in percent, overflowing from `full` on; or `overflow` alone, yes or no. */
  bin?: { fill: string; full: number } | { overflow: string };
  retention: { raw_days: number; hour_days: number; day_days: number };
};

/** A profile ready for use, with the hash that its alarms are kept with. */
export type LoadedProfile = Profile & { hash: string };
