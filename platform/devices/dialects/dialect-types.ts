import type { Text, Value } from '@gewu/alarms/types';

/** A place in a message, as a JSON pointer (RFC 6901), and what must stand there; without `is` anything but null will do. */
export type Test = { at: string; is?: (string | number | boolean)[] };

/** How a moment is written: numbers as ms or s since 1970; texts as ISO 8601, without a zone in China's time. */
export type Stamp = { at: string; format: 'ms' | 's' | 'china' };

/** One kind of message that another system sends, and what is taken of it. The first whose topic and test fit is used. */
export type MessageRule = {
  /** After the base: `{device}` is the device's name, `{rest}` whatever follows. */
  topic?: string | string[];
  when?: Test;
  take: 'reading' | 'link' | 'names' | 'sight' | 'nothing';
  /** Where the device is named; without it (and without `{device}`) the speaker itself is meant. */
  device?: string;
  time?: Stamp;
  /** Where an object lies whose members are the values. */
  values?: string;
  /** Values one by one. */
  fields?: Record<string, string>;
  /** When a message about the link says that the device is there; without it `online` or `{state: online}`. */
  online?: Test;
  sight?: Sight;
};

/** Where an event of a camera says what came into view or left. */
export type Sight = {
  object: string;
  label: string;
  zones: string[];
  score: string;
  ended: Test;
  ignore?: Test;
};

/** What a foreign key becomes: a key of the profile (`''`: nothing), its value through a table, else a fixed one. */
export type KeyRule = string | { to: string; values?: Record<string, Value>; else?: Value };

/** A value drawn from all that a camera has in view now, of some kinds of objects or of all. */
export type SightRule = { give: 'count' | 'any' | 'label' | 'score' | 'zone'; labels?: string[] };

/** The language of another system, as declared in catalog/devices/dialects. */
export type Dialect = {
  dialect: string;
  name: Text;
  about: Text;
  transport: 'mqtt' | 'http' | 'sip';
  /** First part of its topics unless a bridge has one of its own. */
  base?: string;
  /** Nothing of a message is ever shown as a sample: it may hold what must not be kept. */
  private?: boolean;
  /** What to put into the other system, with `{host}`, `{code}`, `{secret}` and the like filled in. */
  snippet?: string;
  messages: MessageRule[];
  /** By profile; `*` holds for every profile that does not say otherwise. */
  keys?: Record<string, Record<string, KeyRule>>;
  sights?: Record<string, Record<string, SightRule>>;
  /** From what a device measures to the profile it probably has. */
  guess?: Record<string, string>;
};
