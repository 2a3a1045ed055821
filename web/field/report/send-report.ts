import type { Worker } from '../app/worker.ts';
import { actBody } from '../case/act-body.ts';
import { fieldEn } from '../locales/en.ts';
import { fieldZh } from '../locales/zh.ts';
import type { ReportBody, Text } from '../outbox/outbox-item.ts';
import { enqueueItem } from '../store/dexie-outbox.ts';
import { type Draft, fieldDatabase } from '../store/field-database.ts';

/** Puts a report into the outbox and, when the worker already dealt with it, the act that says so behind it. */
export async function sendReport(
  worker: Worker,
  draft: Draft,
  body: ReportBody,
  matter: Text | undefined,
): Promise<void> {
  const common = {
    account: worker.account,
    post: worker.post?.id ?? null,
    lane: `report:${draft.id}`,
    subject: body.description,
  };
  const label = matter ?? { zh: fieldZh.field.report.label, en: fieldEn.field.report.label };
  await fieldDatabase.transaction('rw', fieldDatabase.outbox, fieldDatabase.drafts, async () => {
    await enqueueItem({ ...common, id: draft.id, kind: 'report', label, files: draft.photos, body });
    if (draft.settled) {
      await enqueueItem({
        ...common,
        id: crypto.randomUUID(),
        kind: 'act',
        number: null,
        seenState: 'reported',
        label: { zh: fieldZh.field.report.settledLabel, en: fieldEn.field.report.settledLabel },
        files: draft.settled.photos,
        body: actBody('settle', undefined, { note: draft.settled.note.trim(), result: 'solved' }, undefined),
      });
    }
    await fieldDatabase.drafts.delete(draft.id);
  });
  worker.push();
}
