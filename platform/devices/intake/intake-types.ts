import type { Attributes, Value } from '@gewu/alarms/types';
import type { LoadedProfile } from '../profiles/profile-types.ts';

export type Values = Record<string, Value>;

/** A device as the intake knows it. */
export type KnownDevice = {
  id: number;
  code: string;
  area: string;
  /** The gateway that speaks for it. */
  parent: number | null;
  admin: 'active' | 'disabled' | 'retired';
  profile: LoadedProfile;
  attributes: Attributes;
};

/** One set of values measured at one time. */
export type Reading = { ts: number; values: Values };

/** What a device is told to do with the alarm rules: take a reading, or let time go on. */
export type Work =
  | { kind: 'data'; device: KnownDevice; at: number; ts: number; values: Values }
  | { kind: 'tick' | 'changed' | 'resumed'; device: KnownDevice; at: number }
  | {
      kind: 'clear';
      device: KnownDevice;
      at: number;
      type: string;
      channel: string;
      account: string;
      post: number | null;
    };

/** Why something a device sent could not be taken; stable codes, counted for the device's owner. */
export type Refusal = { reason: RefusalReason; sample: string };
export type RefusalReason =
  | 'not-json'
  | 'wrong-shape'
  | 'too-large'
  | 'out-of-range'
  | 'wrong-type'
  | 'stamp-in-future'
  | 'stamp-too-old'
  | 'topic-not-yours'
  | 'topic-unknown'
  | 'no-device'
  | 'not-xml'
  | 'wrong-password'
  | 'wrong-signature'
  | 'replayed'
  | 'device-disabled';
