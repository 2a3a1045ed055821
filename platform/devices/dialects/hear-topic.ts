import type { Devices } from '../intake/create-devices.ts';
import type { KnownDevice } from '../intake/intake-types.ts';
import type { Dialects } from './create-dialects.ts';

/**
 * Takes a message under a topic of the device's dialect.
 * @returns false where the device speaks none, or the topic is not under its base
 */
export async function hearTopic(
  dialects: Dialects | undefined,
  speaker: KnownDevice,
  topic: string,
  payload: Buffer,
): Promise<boolean> {
  const spoken = await dialects?.of(speaker);
  if (!dialects || spoken?.dialect.transport !== 'mqtt' || !topic.startsWith(`${spoken.base}/`)) return false;
  await dialects.hear(speaker, spoken, { topic: topic.slice(spoken.base.length + 1), payload }, Date.now());
  return true;
}

/**
 * Whether a bridge may subscribe to a filter: to what lies under its own base. Bridges insist on hearing their orders
 * there; nobody else's messages ever go out under these names, so that it hears nothing but what is sent to itself.
 */
export async function mayListen(
  dialects: Dialects | undefined,
  speaker: KnownDevice,
  filter: string,
): Promise<boolean> {
  const spoken = await dialects?.of(speaker);
  return spoken?.dialect.transport === 'mqtt' && filter.startsWith(`${spoken.base}/`);
}

/** What to hear at an outside broker for the dialects: a bridge's base there is `gewu/<its code>/<base of the dialect>`. */
export const outsideTopics = (bases: Iterable<string | undefined>): string[] =>
  [...new Set(bases)].filter((base) => base !== undefined).map((base) => `gewu/+/${base}/#`);

/**
 * Takes what bridges publish at an outside broker. The broker there must let each write under its own code alone, as for
 * every device (`pattern write gewu/%u/#` in Mosquitto).
 */
export function hearOutside(dialects: Dialects, devices: Pick<Devices, 'book'>) {
  return async (topic: string, payload: Buffer, at: number): Promise<boolean> => {
    const [, code, rest] = /^gewu\/([^/]{1,200})\/(.+)$/s.exec(topic) ?? [];
    const speaker = code === undefined ? undefined : await devices.book.byCode(code);
    const spoken = speaker?.admin === 'active' ? await dialects.of(speaker) : undefined;
    const base = spoken?.dialect.base;
    if (!speaker || !spoken || !base || !rest?.startsWith(`${base}/`)) return false;
    await dialects.hear(speaker, spoken, { topic: rest.slice(base.length + 1), payload }, at);
    return true;
  };
}
