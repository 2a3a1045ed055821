const KEEP_MS = 2 * 24 * 3_600_000;

/**
 * Ids of photos that nothing refers to any more: taken for an act or a report that was left without sending. A photo
 * of the last two days is kept, because the form that took it may still be open.
 */
export function sweepPhotos(
  photos: readonly { id: string; madeAt: number }[],
  used: ReadonlySet<string>,
  now: number,
): string[] {
  return photos.filter((photo) => !used.has(photo.id) && now - photo.madeAt > KEEP_MS).map((photo) => photo.id);
}
