import type { Worker } from '../app/worker.ts';
import type { ActOffer, CaseDetail } from '../offline/case-types.ts';
import type { ActBody } from '../outbox/outbox-item.ts';
import { enqueueItem } from '../store/dexie-outbox.ts';

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

/** The body of an act: the note travels apart from the other answers. */
export function actBody(
  act: string,
  seq: number | undefined,
  answers: Record<string, unknown>,
  target: number | undefined,
): ActBody {
  const { note, ...data } = answers;
  return {
    act,
    ...(seq !== undefined && { seq }),
    ...(typeof note === 'string' && note !== '' && { note }),
    ...(Object.keys(data).length > 0 && { data }),
    ...(target !== undefined && { target }),
  };
}
