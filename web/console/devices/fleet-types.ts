import type { Text } from '../../kit/text.ts';

export const ISSUE_KINDS = ['offline', 'flapping', 'battery', 'stuck', 'drift', 'clock', 'firmware'] as const;
export type IssueKind = (typeof ISSUE_KINDS)[number];

export type FleetGroup = {
  key: string;
  name: Text;
  devices: number;
  online: number;
  offline: number;
  unknown: number;
  ill: number;
  availability: number | null;
  small: boolean;
  outages: number;
  betweenHours: number | null;
  repairs: number;
  repairHours: number | null;
  query: Record<string, string>;
};
export type IssueSum = {
  kind: IssueKind;
  name: Text;
  open: number;
  healed: number;
  hours: number | null;
  middleHours: number | null;
};
export type Fleet = {
  asOf: string | null;
  total: FleetGroup;
  rows: FleetGroup[];
  issues: IssueSum[];
  batteries: { upTo: number | null; devices: number }[];
};
export type Issue = {
  id: number;
  device: number;
  deviceName: string;
  profileName: Text;
  area: string;
  place: string | null;
  kind: IssueKind;
  text: Text;
  since: string;
  foundAt: string;
  healedAt: string | null;
  gone: boolean;
  case: string | null;
  caseOpen: boolean | null;
};
export type BatteryRow = {
  device: number;
  deviceName: string;
  profileName: Text;
  area: string;
  place: string | null;
  level: number;
  slope: number | null;
  left: number | null;
};
export type DeviceCare = {
  intervalS: number;
  learnt: boolean;
  silenceS: number;
  availability: { days: number; knownS: number; onlineS: number; outages: number }[];
  battery: { level: number; slope: number | null; left: number | null } | null;
  links: { link: 'online' | 'offline'; since: string; until: string | null }[];
  issues: Issue[];
};
