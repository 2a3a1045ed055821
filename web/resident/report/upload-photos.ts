import { uploadFile } from '../../kit/files.ts';

/**
 * Sends the photos of a draft that the server does not have yet, one after another. Safe to repeat: a photo is stored
 * once under its id.
 * @param onProgress how many of all are there
 */
export async function uploadPhotos(ids: readonly string[], onProgress?: (done: number) => void): Promise<void> {
  if (ids.length === 0) return;
  const { findPhoto, markSent } = await import('./photo-store.ts');
  for (const [at, id] of ids.entries()) {
    onProgress?.(at);
    const photo = await findPhoto(id);
    if (!photo || photo.sent) continue;
    await uploadFile(id, photo.blob);
    await markSent(id);
  }
  onProgress?.(ids.length);
}
