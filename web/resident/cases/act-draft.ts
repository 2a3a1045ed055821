import type { FormValues } from '../../kit/json-form.ts';

/** What was typed for an act and not sent yet, with the id under which it will be sent as often as needed. */
export type ActDraft = { actId: string; values: FormValues; photos: string[] };

const keyOf = (number: string, act: string) => `gewu-act:${number}:${act}`;

/** The draft of an act, or a new one. */
export function readActDraft(number: string, act: string): ActDraft {
  const kept = localStorage.getItem(keyOf(number, act));
  return kept ? (JSON.parse(kept) as ActDraft) : { actId: crypto.randomUUID(), values: {}, photos: [] };
}

/** Keeps a draft on this phone. */
export function keepActDraft(number: string, act: string, draft: ActDraft): void {
  localStorage.setItem(keyOf(number, act), JSON.stringify(draft));
}

/** Forgets a draft that was sent. */
export function clearActDraft(number: string, act: string): void {
  localStorage.removeItem(keyOf(number, act));
}

/** Forgets every draft of an act: the next reader of this phone may be somebody else. */
export function clearActDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith('gewu-act:')) localStorage.removeItem(key);
}
