import Dexie, { type EntityTable } from 'dexie';
import type { OutboxItem } from '../outbox/outbox-item.ts';

/** A photo waiting to be uploaded; its id is the file's id on the server. */
export type KeptPhoto = { id: string; blob: Blob; madeAt: number };

/** The last answer to a question, for when there is no network. The key starts with the account. */
export type KeptFact = { key: string; value: unknown; at: number };

export type Draft = {
  id: string;
  account: string;
  changedAt: number;
  photos: string[];
  matter?: string;
  description: string;
  place: string;
  lon?: number;
  lat?: number;
  /** Only what the worker chose; otherwise the matter decides. */
  urgency?: 'critical' | 'urgent' | 'normal';
  /** Set when the worker already dealt with it: what was done and photos of it. */
  settled?: { note: string; photos: string[] };
};

export type FieldDatabase = Dexie & {
  outbox: EntityTable<OutboxItem, 'id'>;
  photos: EntityTable<KeptPhoto, 'id'>;
  facts: EntityTable<KeptFact, 'key'>;
  drafts: EntityTable<Draft, 'id'>;
};

/** The phone's own database: it outlives reloads, restarts and updates of the app. */
export const fieldDatabase = new Dexie('gewu-field') as FieldDatabase;
fieldDatabase.version(1).stores({ outbox: 'id, lane, order', photos: 'id', facts: 'key', drafts: 'id, account' });
