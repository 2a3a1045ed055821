import Dexie, { type EntityTable } from 'dexie';

/** A photo of a draft, small enough to send. `sent`: the server has it. */
export type KeptPhoto = { id: string; blob: Blob; sent: boolean };

const database = new Dexie('gewu-resident') as Dexie & { photos: EntityTable<KeptPhoto, 'id'> };
database.version(1).stores({ photos: 'id' });

/** Keeps a photo on this phone under a new id. */
export async function keepPhoto(blob: Blob): Promise<string> {
  const id = crypto.randomUUID();
  await database.photos.put({ id, blob, sent: false });
  return id;
}

/** The photo of an id, if this phone has it. */
export function findPhoto(id: string): Promise<KeptPhoto | undefined> {
  return database.photos.get(id);
}

/** Remembers that the server has a photo. */
export async function markSent(id: string): Promise<void> {
  await database.photos.update(id, { sent: true });
}

/** Forgets photos of this phone. */
export async function forgetPhotos(ids: string[]): Promise<void> {
  await database.photos.bulkDelete(ids);
}
