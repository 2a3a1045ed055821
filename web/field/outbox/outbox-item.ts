/** A text in both languages, as the API sends it. */
export type Text = { zh: string; en: string };

export type Receipt = {
  actId: string;
  /** Of the case; of an act on a device, its code. */
  number: string;
  seq: number;
  act: string;
  state: string;
  at: string;
  /** Only of acts on devices: what hangs there now, where it belongs and why. */
  device?: number;
  areaName?: string;
  why?: Text | null;
};

/** Why the server refused an item; shown to the worker until the item is mended or discarded. */
export type Refusal = {
  status: number;
  code: string;
  text: Text;
  fields: { path: string; message: string }[];
  state?: string;
  seq?: number;
};

/** An open case that looks like the one just reported. */
export type Twin = { number: string; title: string; distance: number | null };

/** What is sent, without the ids that the outbox adds itself. */
export type ActBody = { act: string; seq?: number; note?: string; data?: Record<string, unknown>; target?: number };
export type ReportBody = {
  matter?: string;
  title?: string;
  description: string;
  lon?: number;
  lat?: number;
  place?: string;
  procedure?: string;
  urgency?: 'critical' | 'urgent' | 'normal';
};

/** What was done with a device on the spot; `code`: the device itself, of a replacement the new one. */
export type DeviceBody = {
  code?: string;
  lon?: number;
  lat?: number;
  place?: string;
  anchor?: string;
  maker?: string;
  model?: string;
  note?: string;
};

type Common = {
  /** Transaction id made on the phone: the server answers a replay with the first receipt. */
  id: string;
  /** Items of one lane leave strictly in the order in which they were made: one lane a case, one a report. */
  lane: string;
  order: number;
  /** Who made it and at which post; another person on the same phone never sends it. */
  account: string;
  post: number | null;
  label: Text;
  /** What it is about in the words of the case, so that the worker knows it again. */
  subject: string;
  madeAt: number;
  /** Photos that must be on the server before the item itself. */
  files: string[];
  uploaded: string[];
  state: 'waiting' | 'sending' | 'refused' | 'sent';
  /** Failures of the network in a row, and the moment before which it is not tried again (ms since 1970). */
  tries: number;
  nextTry: number;
  refusal?: Refusal;
  receipt?: Receipt;
  sentAt?: number;
};

/** An act on a case; `number` is null for an act upon a report that has not been accepted yet, in the report's lane. */
export type ActItem = Common & { kind: 'act'; number: string | null; seenState: string; body: ActBody };
/** `twins` is absent until the server was asked for cases that look alike. */
export type ReportItem = Common & { kind: 'report'; body: ReportBody; twins?: Twin[] };
/** An act on a device; `device` is null where only its code is known. */
export type DeviceItem = Common & {
  kind: 'device';
  act: 'mount' | 'replace' | 'unmount';
  device: number | null;
  body: DeviceBody;
};
export type OutboxItem = ActItem | ReportItem | DeviceItem;

/** What became of one call to the server. */
export type Outcome =
  | { kind: 'accepted'; receipt: Receipt }
  | { kind: 'uploaded'; file: string }
  | { kind: 'compared'; twins: Twin[] }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'unreachable'; retryAfterMs?: number }
  | { kind: 'signed-out' };
