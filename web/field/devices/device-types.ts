import type { Text } from '../../kit/text.ts';

/** The parts of the API's answers about devices that the phone uses. */
export type DeviceRow = {
  id: number;
  code: string;
  name: string;
  profileName: Text;
  place: string | null;
  lon: number | null;
  lat: number | null;
  admin: string;
  link: 'online' | 'offline' | 'unknown';
  heardAt: string | null;
  alarms: number;
};

export type DeviceValue = {
  key: string;
  name: Text;
  unit: string | null;
  value: number | string | boolean | null;
  at: string | null;
};

export type DevicePage = DeviceRow & {
  post: { id: number; name: string; holders: string[] } | null;
  messages: number;
  keys: DeviceValue[];
};

export type DeviceAlarm = {
  id: number;
  name: Text;
  life: boolean;
  severity: string;
  raisedAt: string;
  active: boolean;
  acknowledged: boolean;
  case: string | null;
};
