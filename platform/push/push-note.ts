/** What a phone is told. No names and no addresses: it is read on lock screens, by whoever sits beside. */
export type PushNote = {
  kind: 'call' | 'task' | 'case';
  /** The alarm or the case. */
  ref: string;
  /** A later note on a topic takes the place of one not sent or not shown yet. At most 32 letters, digits, - and _. */
  topic: string;
  urgency: 'normal' | 'high';
  /** Seconds after which it is not worth telling any more. */
  ttl: number;
  title: Words;
  body: Words;
  /** Where a tap leads, below a face. */
  path: Record<Face, string>;
  /** A call: what its worker needs to say that it was shown and seen. */
  call?: { alarm: number; sentAt: string };
  /** Changes what is shown, without a sound. */
  quiet?: boolean;
};
export type Face = 'field' | 'resident' | 'console';
export type Language = 'zh' | 'en';
type Words = Record<Language, string>;

/** A note as it reaches a service worker (`web/public/kit/call-notice-worker.js`). */
export type PushPayload = {
  kind: PushNote['kind'];
  title: string;
  body: string;
  tag: string;
  url: string;
  quiet: boolean;
  call: PushNote['call'] | null;
  actions: { action: 'acknowledge' | 'open'; title: string }[];
};

const ACTIONS = {
  acknowledge: { zh: '我已知晓', en: 'I have seen it' },
  open: { zh: '打开', en: 'Open' },
} as const;

/** Puts a note into the words of a phone. */
export function sayNote(note: PushNote, face: Face, language: Language): PushPayload {
  const offered = note.call ? (['acknowledge', 'open'] as const) : [];
  return {
    kind: note.kind,
    title: note.title[language],
    body: note.body[language],
    tag: note.topic,
    url: `/${face}${note.path[face]}`,
    quiet: note.quiet ?? false,
    call: note.call ?? null,
    actions: offered.map((action) => ({ action, title: ACTIONS[action][language] })),
  };
}
