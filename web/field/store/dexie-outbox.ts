import type { OutboxStore } from '../outbox/drain-outbox.ts';
import type { ActItem, DeviceItem, OutboxItem, ReportItem } from '../outbox/outbox-item.ts';
import { sweepPhotos } from '../outbox/sweep-photos.ts';
import { sweepSent } from '../outbox/sweep-sent.ts';
import { fieldDatabase } from './field-database.ts';

type Fresh<T extends OutboxItem> = Omit<T, 'order' | 'madeAt' | 'uploaded' | 'state' | 'tries' | 'nextTry'>;

/** The outbox of this phone, each change one transaction of IndexedDB. */
export const dexieOutbox: OutboxStore = {
  list: () => fieldDatabase.outbox.orderBy('order').toArray(),
  change: (id, change) =>
    fieldDatabase.transaction('rw', fieldDatabase.outbox, async () => {
      const item = await fieldDatabase.outbox.get(id);
      if (item) await fieldDatabase.outbox.put(change(item));
    }),
};

/** Puts an item at the end of the outbox. Its photos already rest in the database, under the ids in `files`. */
export async function enqueueItem(item: Fresh<ActItem> | Fresh<ReportItem> | Fresh<DeviceItem>): Promise<void> {
  const { outbox } = fieldDatabase;
  await fieldDatabase.transaction('rw', outbox, async () => {
    const last = await outbox.orderBy('order').last();
    const rest = {
      order: (last?.order ?? 0) + 1,
      madeAt: Date.now(),
      uploaded: [],
      state: 'waiting' as const,
      tries: 0,
      nextTry: 0,
    };
    await outbox.add({ ...item, ...rest });
  });
}

/**
 * Throws an item and its photos away: only ever by the worker's own confirmed choice. Without its report an act upon
 * it has no case, so it goes, too.
 */
export async function discardItem(id: string): Promise<void> {
  const { outbox, photos } = fieldDatabase;
  await fieldDatabase.transaction('rw', outbox, photos, async () => {
    const item = await outbox.get(id);
    if (!item) return;
    const gone = item.kind === 'report' ? await outbox.where('lane').equals(item.lane).toArray() : [item];
    for (const one of gone) {
      await photos.bulkDelete(one.files);
      await outbox.delete(one.id);
    }
  });
}

/** Lets every waiting item go at once instead of sitting out its back-off: the network is back. */
export async function hurryOutbox(): Promise<void> {
  await fieldDatabase.outbox.filter((item) => item.nextTry > 0).modify({ nextTry: 0 });
}

/** Removes what was sent more than a day ago, and photos that no item and no draft refers to any more. */
export async function tidyOutbox(): Promise<void> {
  const { outbox, photos, drafts } = fieldDatabase;
  await fieldDatabase.transaction('rw', outbox, photos, drafts, async () => {
    await outbox.bulkDelete(sweepSent(await outbox.toArray(), Date.now()));
    const items = await outbox.toArray();
    const begun = await drafts.toArray();
    const used = new Set(
      [...items, ...begun.map((one) => ({ files: [...one.photos, ...(one.settled?.photos ?? [])] }))].flatMap(
        (one) => one.files,
      ),
    );
    const kept: { id: string; madeAt: number }[] = [];
    // One by one: all photos at once would not fit an old phone's memory.
    await photos.each(({ id, madeAt }) => void kept.push({ id, madeAt }));
    await photos.bulkDelete(sweepPhotos(kept, used, Date.now()));
  });
}
