/** A text in the two languages every declaration carries. */
export type Text = { zh: string; en: string };

export type Urgency = 'critical' | 'urgent' | 'normal';

/** JSON Schema 2020-12, kept opaque: only the validator and the form renderer look inside. */
export type FormSchema = { readonly [key: string]: unknown };

/**
 * How somebody is related to a case. A loop says which relations may do an act; the host decides who has them.
 * owner: the post whose turn it is · desk: an acceptance or dispatch desk over the place · superior: a desk or
 * leader above the owner · handler: who did the work · helper: a unit asked to assist · verifier: checks the work,
 * never the handler · reporter · system: the clock.
 */
export type Relation = 'reporter' | 'owner' | 'desk' | 'superior' | 'handler' | 'helper' | 'verifier' | 'system';

export type State = {
  name: Text;
  /** One of the loop's stages. */
  stage: string;
  /** Whose turn it is: decides who holds the case while it rests here. */
  turn: 'owner' | 'reporter' | 'verifier' | 'nobody';
  /**
   * Which limit runs: the name of a limit stage (accept, confirm, dispatch, handle, verify, …), `paused` while the
   * reporter has the turn, or null where only a final state may be.
   */
  clock: string | null;
  /** At the limit the clock itself does this act (timed silence, archiving) instead of escalating. */
  timeout?: string;
  final?: boolean;
};

/** What an act does besides the change of state; the host carries these out in the same transaction. */
export type Effect =
  | 'count-return'
  | 'count-redo'
  | 'file'
  | 'dispatch'
  | 'finish'
  | 'close'
  | 'reopen'
  | 'merge'
  | 'pause'
  | 'resume'
  | 'ask-extension'
  | 'approve-extension'
  | 'refuse-extension'
  | 'ask-assist'
  | 'agree-assist'
  | 'refuse-assist'
  | 'arrive-assist'
  | 'answer-assist'
  | 'mark-supervised'
  | 'mark-instructed'
  | 'mark-urged'
  | 'mark-pinned'
  | 'clear-pinned'
  | 'suspend'
  | 'rate'
  | 'call-back'
  | 'supplement';

export type Act = {
  name: Text;
  from: string[];
  /** Target state; absent: the case stays where it is (a note, a mark, a side task). */
  to?: string;
  by: Relation[];
  /**
   * Who holds the case afterwards. desk: the nearest desk over the place · target: the post named in the act ·
   * above: the desk one area level up · handler: who did the work before · verifier: as the host routes it ·
   * router: route again by place · actor: who did the act ·
   * keep: unchanged (the default) · nobody.
   */
  gives?: 'desk' | 'above' | 'actor' | 'target' | 'handler' | 'verifier' | 'router' | 'keep' | 'nobody';
  /** The form of the act. Reserved property names: note, matter, urgency, target, days, until, result, rating, solved. */
  ask?: FormSchema;
  /** Least number of files that must come with the act. */
  evidence?: number;
  effects?: Effect[];
  /** Where the act shows: dangerous acts are confirmed, minor ones go behind "more". */
  style?: 'primary' | 'normal' | 'minor' | 'danger';
};

export type Loop = {
  loop: string;
  version: number;
  name: Text;
  stages: { key: string; name: Text }[];
  initial: string;
  states: Record<string, State>;
  acts: Record<string, Act>;
};

export type Procedure = {
  procedure: string;
  version: number;
  name: Text;
  loop: string;
  /** Fields a report carries besides text, place and photos. */
  form?: FormSchema;
  /** Who may start it: relations to the place, by channel. */
  start: ('resident' | 'staff' | 'system')[];
  /** Files a report must carry. */
  evidence?: number;
  /** Acts of the loop that this procedure goes without. */
  without?: string[];
  /** Acts that ask for another form or other evidence in this procedure than in the loop. */
  change?: Record<string, { ask?: FormSchema; evidence?: number }>;
};

export type LimitUnit = 'minute' | 'hour' | 'day' | 'working_hour' | 'working_day';
export type Limit = { amount: number; unit: LimitUnit; warnRatio: number };

/** Working hours of one day as minutes from midnight, local time: [[510, 720], [840, 1080]]. */
export type WorkingHours = { spans: [number, number][]; timeZone: string };
