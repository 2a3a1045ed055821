import type { Actor } from '../../access/actor.ts';
import { actOnCase } from '../../cases/act-on-case.ts';
import { caseIdOf } from '../../cases/case-number.ts';
import type { Receipt } from '../../cases/case-record.ts';
import { openCase } from '../../cases/open-case.ts';
import { runCaseClock } from '../../cases/run-clock.ts';
import type { Context } from '../../http/context.ts';
import type { PlaceMatcher } from '../match-place.ts';
import { nameUuid } from '../name-uuid.ts';
import type { Message } from './read-message.ts';

export type RowPlace = {
  batch: number;
  line: number;
  /** Where a message belongs that names no place: the area of the desk that imports it. */
  area: string;
  /** Replay at the real times, the answer included. */
  answered: boolean;
};

/**
 * Opens the case of one message, once for its batch and line. A message without coordinates goes where its text says;
 * the reason is kept with the routing. An answered message goes through the loop at its real times: what the clock
 * would have done before and after the answer is done as well (the caller stops the clock meanwhile).
 * @returns id of the case
 */
export async function importMessage(
  ctx: Context,
  actor: Actor,
  message: Message,
  row: RowPlace,
  matchPlace: PlaceMatcher,
): Promise<number> {
  const { number } = await openMessage(ctx, actor, message, row, matchPlace);
  const id = caseIdOf(number) as number;
  if (!row.answered) return id;
  if (message.reply) {
    await runCaseClock(ctx, id, message.reply.at);
    const note = message.reply.text || undefined;
    await actOnCase(ctx, actor, number, {
      actId: nameUuid(`reply:${row.batch}:${row.line}`),
      act: 'reply',
      at: message.reply.at,
      note,
      data: { result: 'explained' },
    });
  }
  await runCaseClock(ctx, id, new Date());
  return id;
}

async function openMessage(
  ctx: Context,
  actor: Actor,
  message: Message,
  row: RowPlace,
  matchPlace: PlaceMatcher,
): Promise<Receipt> {
  const place =
    message.lon !== undefined
      ? undefined
      : matchPlace([message.place, message.title, message.description].filter(Boolean).join('\n'));
  return openCase(ctx, actor, {
    actId: nameUuid(`import:${row.batch}:${row.line}`),
    procedure: 'hotline-ticket',
    matter: message.matter,
    title: message.title && [...message.title].slice(0, 100).join(''),
    description: message.description,
    lon: message.lon,
    lat: message.lat,
    place: message.place,
    area: place ? (place.area ?? row.area) : undefined,
    placeReason: place?.reason,
    urgency: message.urgency,
    confidential: message.confidential,
    contact: message.contact,
    source: row.answered ? 'resident' : 'hotline',
    channel: 'file',
    attributes: {
      ...(message.ticket && { ticket: message.ticket }),
      ...(message.received && { received: message.received.toISOString() }),
    },
    ...(row.answered && message.received && { at: message.received }),
  });
}
