import type { Context } from '../../http/context.ts';
import { nameUuid } from '../name-uuid.ts';
import { findCaseOfAct } from './find-public-requests.ts';

const WINDOW_MS = 60_000;

/**
 * The act id of a report, made from what the report is, so that sending it again finds the first one: from the
 * header `Idempotency-Key` where the client sends one, else from device, text and place within a minute.
 * Minutes are counted on the clock, so the id of the minute before is looked for as well.
 * @param parts what makes two reports the same
 */
export async function chooseActId(
  ctx: Context,
  keyId: string,
  idempotencyKey: string | undefined,
  parts: readonly unknown[],
  now = new Date(),
): Promise<string> {
  if (idempotencyKey) return nameUuid(`open311:${keyId}:key:${idempotencyKey}`);
  const idAt = (window: number) => nameUuid(`open311:${keyId}:${window}:${JSON.stringify(parts)}`);
  const window = Math.floor(now.getTime() / WINDOW_MS);
  const before = idAt(window - 1);
  const found = await findCaseOfAct(ctx, before);
  return found && now.getTime() - found.opened_at.getTime() < WINDOW_MS ? before : idAt(window);
}
