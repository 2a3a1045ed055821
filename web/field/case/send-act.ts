import type { Worker } from '../app/worker.ts';
import type { ActOffer, CaseDetail } from '../offline/case-types.ts';
import { enqueueItem } from '../store/dexie-outbox.ts';
import { actBody } from './act-body.ts';

/**
 * Puts an act into the outbox; with a network it leaves within the same second. The photos are already stored on the
 * phone.
 * @param target id of the post that gets the case
 * @returns the id of the item
 */
export async function sendAct(
  worker: Worker,
  detail: Pick<CaseDetail, 'number' | 'seq' | 'state' | 'title'>,
  offer: Pick<ActOffer, 'act' | 'name'>,
  answers: Record<string, unknown>,
  photos: string[],
  target: number | undefined,
): Promise<string> {
  const id = crypto.randomUUID();
  await enqueueItem({
    id,
    kind: 'act',
    lane: detail.number,
    number: detail.number,
    seenState: detail.state,
    account: worker.account,
    post: worker.post?.id ?? null,
    label: offer.name,
    subject: detail.title,
    files: photos,
    body: actBody(offer.act, detail.seq, answers, target),
  });
  worker.push();
  return id;
}
