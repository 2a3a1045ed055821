import { PHOTO_CACHE } from '../pwa/photo-cache.ts';
import { fieldDatabase } from './field-database.ts';

/**
 * Removes what the phone remembers of a person's cases at sign-out: facts and seen photos. The outbox, its photos and
 * the drafts stay; they leave only when that same person signs in again.
 */
export async function forgetWork(account: string): Promise<void> {
  await fieldDatabase.facts.where('key').startsWith(`${account}/`).delete();
  if ('caches' in window) await caches.delete(PHOTO_CACHE);
}
