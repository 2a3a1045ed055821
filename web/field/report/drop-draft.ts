import { type Draft, fieldDatabase } from '../store/field-database.ts';

/** Deletes a draft with its photos. */
export async function dropDraft(draft: Draft): Promise<void> {
  await fieldDatabase.photos.bulkDelete([...draft.photos, ...(draft.settled?.photos ?? [])]);
  await fieldDatabase.drafts.delete(draft.id);
}
