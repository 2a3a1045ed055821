import type { Text } from '../../kit/text.ts';
import type { Severity } from './device-types.ts';

export type Threshold = {
  key: string;
  name: Text;
  unit: string | null;
  declared: number;
  now: number;
  set: number | null;
  range: [number, number] | null;
  also: Text[];
};
export type TrialRule = {
  type: string;
  name: Text;
  life: boolean;
  words: { severity: Severity | null; text: Text }[];
  attributes: Threshold[];
};
/** Rules and thresholds that may be tried (`GET /api/devices/trials/choices`). */
export type Choices = { profile: string; profileName: Text; devices: number; rules: TrialRule[] };
export type Figures = {
  now: number;
  tried: number;
  gone: number;
  fresh: number;
  false: { judged: number; gone: number };
  true: { judged: number; missed: number };
  untold: number;
};
export type Fate = 'kept' | 'gone' | 'fresh';
export type TrialAlarm = {
  device: number;
  name: string;
  channel: string;
  severity: Severity;
  from: string;
  to: string | null;
  fate: Fate;
  alarm: number | null;
  verdict: 'true' | 'false' | 'test' | null;
};
export type TrialDay = { day: string } & Record<Fate, number>;
/** What came of trying thresholds on the past (`POST /api/devices/trials`). */
export type Outcome = {
  id: number;
  figures: Figures;
  devices: number;
  ofDevices: number;
  apart: number;
  readings: number;
  since: string;
  until: string;
  days: TrialDay[];
  list: TrialAlarm[];
};
export type Advice = {
  type: string;
  name: Text;
  life: boolean;
  false: number;
  true: number;
  small: boolean;
  advice: {
    key: string;
    name: Text;
    unit: string | null;
    now: number;
    to: number;
    gone: number;
    costs: { at: number; missed: number } | null;
  } | null;
};
/** What alarms turned out to be (`GET /api/devices/verdicts`). */
export type Verdicts = {
  profile: string;
  profileName: Text;
  type: string;
  name: Text;
  life: boolean;
  alarms: number;
  true: number;
  false: number;
  test: number;
  rate: number | null;
  small: boolean;
};
export type PastTrial = {
  id: number;
  device: number | null;
  area: string;
  type: string;
  attributes: Record<string, number | null>;
  days: number;
  outcome: Figures;
  by: string;
  at: string;
  appliedAt: string | null;
  appliedBy: string | null;
};
/** What a look at rules is about, as it stands in the address. */
export type Scope = { device?: string; profile?: string; within?: string };
