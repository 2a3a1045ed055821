/** A text in the two languages every declaration carries. */
export type Text = { zh: string; en: string };

/** Most severe first; the names of ThingsBoard, so that its rules and boards carry over. */
export const SEVERITIES = ['critical', 'major', 'minor', 'warning', 'indeterminate'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a device measures or says of itself. */
export type Value = number | string | boolean | null;

/** Where an attribute is looked up: on the device, on who owns it now, or on the area it stands in. */
export type Owner = 'device' | 'owner' | 'area';

/** A value to compare: given, measured, an attribute, or computed from others. */
export type Operand =
  | number
  | string
  | boolean
  | { key: string; default?: Value }
  | { attribute: string; of?: Owner; default?: Value }
  | { calc: '+' | '-' | '*' | '/'; of: [Operand, Operand] };

export type Comparison = '=' | '!=' | '>' | '>=' | '<' | '<=' | 'contains' | 'starts';

/**
 * What must hold. `silent` holds when nothing was heard of the device (or of one key) for so many seconds.
 * A comparison with a value that is not there does not hold, whichever way it points.
 */
export type Condition =
  | { left: Operand; is: Comparison; right: Operand }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { silent: Operand; key?: string };

/** A span of the week, local time, minutes from midnight; `days` 1 Monday to 7 Sunday. An end before its start runs over midnight. */
export type Span = { days: number[]; from: number; to: number };
/** When a rule counts: always where left out; the spans may come from an attribute that holds the same shape as JSON. */
export type Schedule = { spans: Span[] } | { attribute: string; of?: Owner; default?: Span[] };

/** One level of an alarm: raised when `when` holds, for `seconds` without a break, or `times` in a row. */
export type Level = {
  when: Condition;
  seconds?: Operand;
  times?: Operand;
  schedule?: Schedule;
  /** Text with {key} and {attribute} places, filled in when the level is raised. */
  details?: Text;
};

export type AlarmRule = {
  /** Key of the alarm: with the device (and `channel`) it names one alarm that can be active. */
  type: string;
  name: Text;
  /** Key whose value tells causes of one type apart (two channels of one recorder). */
  channel?: string;
  levels: Partial<Record<Severity, Level>>;
  /** Ends the alarm when no level holds. Without it only a person ends it. */
  clear?: Level;
};

export type Attributes = Partial<Record<Owner, Readonly<Record<string, unknown>>>>;

export type Event =
  /** Data with the time they were measured at; ms since 1970. `at` is when they arrived. */
  | { kind: 'data'; at: number; ts?: number; values: Readonly<Record<string, Value>> }
  /** Nothing happened but time: durations, schedules and silence are looked at. */
  | { kind: 'tick'; at: number }
  /** Attributes or rules were changed (the caller passes the new ones from here on). */
  | { kind: 'changed'; at: number }
  /** A person ended the alarm. */
  | { kind: 'clear'; at: number; type: string; channel?: string }
  /** The listener was away until now: what it could not hear is no silence of the device. */
  | { kind: 'resumed'; at: number };

/** What is kept of one level between events. */
export type LevelState = {
  /** Since when the condition has held without a break; null when it does not hold. */
  since: number | null;
  /** Messages in a row for which it held. */
  count: number;
};

/** What is kept of one alarm (rule and channel). JSON through and through. */
export type AlarmState = {
  channel: string;
  levels: Partial<Record<Severity | 'clear', LevelState>>;
  active: Severity | null;
  since: number | null;
  /** Ended by a person: time alone does not raise it again, only the next message can. */
  quiet?: true;
  /** Latest values of this channel alone, where the rule tells channels apart. */
  latest?: Latest;
};

/** Latest value by key with the time it was measured at, ms. */
export type Latest = Record<string, { ts: number; value: Value }>;

/** All that the rules need to know of one device. JSON, kept with the device. */
export type DeviceState = {
  latest: Latest;
  /** When a message last arrived, ms. */
  heard: number | null;
  /** When time alone may change something next, ms; null: only an event can. */
  wakeAt: number | null;
  /** By type, then channel ('' where the rule has none). */
  alarms: Record<string, Record<string, AlarmState>>;
};

/** What happened to an alarm. */
export type Transition = {
  type: string;
  channel: string;
  change: 'raised' | 'severity' | 'cleared';
  severity: Severity;
  previous: Severity | null;
  at: number;
  by: 'rule' | 'person';
  details: Text | null;
};

export type Outcome = {
  state: DeviceState;
  transitions: Transition[];
};
