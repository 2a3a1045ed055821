import { XMLParser, XMLValidator } from 'fast-xml-parser';

export type Notice = { root: string; body: Record<string, unknown> };

/** Document types, marked sections, and instructions other than the declaration. */
const FORBIDDEN = /<![^-]|<!-[^-]|<\?(?!xml[\s?])/;
const MOST_TAGS = 400;
const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, processEntities: true, trimValues: true });

/**
 * Reads the XML body of a GB/T 28181 message (MANSCDP), in GB 18030 (GB 2312 and GBK are parts of it) or UTF-8. No
 * document type, no entity of its own, no processing beyond the declaration: what is not needed is refused.
 * `AlarmMethod-AlarmType` is given as one word under `Event`.
 * @returns undefined where it is no such body
 */
export function readManscdp(bytes: Buffer): Notice | undefined {
  const text = decode(bytes);
  if (text === undefined || text.includes('\u0000') || FORBIDDEN.test(text)) return undefined;
  if ((text.match(/</g) ?? []).length > MOST_TAGS) return undefined;
  try {
    if (XMLValidator.validate(text) !== true) return undefined;
    const { '?xml': _, ...rest } = parser.parse(text) as Record<string, unknown>;
    const [root, ...others] = Object.keys(rest);
    const body = root === undefined ? undefined : rest[root];
    if (root === undefined || others.length > 0 || typeof body !== 'object' || body === null || Array.isArray(body))
      return undefined;
    const told = body as Record<string, unknown>;
    const type = ((told.Info ?? {}) as Record<string, unknown>).AlarmType ?? told.AlarmType;
    const event =
      typeof told.AlarmMethod === 'string' && typeof type === 'string' && type !== ''
        ? { Event: `${told.AlarmMethod}-${type}` }
        : {};
    return { root, body: { ...told, ...event } };
  } catch {
    return undefined;
  }
}

/** By what the declaration says; devices that say one and send the other are understood too. */
function decode(bytes: Buffer): string | undefined {
  const [, said = 'gb18030'] =
    /^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{1,20})["']/i.exec(bytes.toString('latin1', 0, 200)) ?? [];
  const order = /^utf-?8$/i.test(said) ? ['utf-8', 'gb18030'] : ['gb18030', 'utf-8'];
  for (const encoding of order)
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {}
  return undefined;
}
