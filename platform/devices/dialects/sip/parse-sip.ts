/** A SIP request (RFC 3261), its header fields by full lower-case name in the order in which they came. */
export type SipRequest = { method: string; uri: string; headers: Map<string, string[]>; body: Buffer };

/**
 * The head of a message: a request, an answer to one of ours, or something that asks for a 400 (it can be answered, yet
 * not obeyed). What cannot even be answered is no head at all.
 */
export type SipHead =
  | { kind: 'request' | 'bad'; method: string; uri: string; headers: Map<string, string[]> }
  | { kind: 'answer' };

export const MOST_HEAD = 8 * 1024;
export const MOST_BODY = 64 * 1024;
const MOST_LINES = 64;
const MOST_LINE = 2048;

/** Short forms of names (RFC 3261, 7.3.3). */
const SHORT: Record<string, string> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  l: 'content-length',
  c: 'content-type',
};
const ONCE = ['from', 'to', 'call-id', 'cseq', 'content-length', 'content-type', 'authorization', 'expires'];

/**
 * Reads a head, strictly: lines end in CRLF, none is folded, none holds a control character, the fields that every answer
 * must repeat are there.
 * @param text up to the empty line, one character a byte
 */
export function parseHead(text: string): SipHead | undefined {
  if (text.length > MOST_HEAD) return undefined;
  const [first = '', ...lines] = text.split('\r\n');
  if (/^SIP\/2\.0 \d{3}( |$)/.test(first)) return { kind: 'answer' };
  const [, method, uri] = /^([A-Z]{1,20}) (sips?:[\x21-\x7e]{1,500}) SIP\/2\.0$/.exec(first) ?? [];
  if (!method || !uri || lines.length > MOST_LINES) return undefined;
  const headers = new Map<string, string[]>();
  let bad = false;
  for (const line of lines) {
    const [, name, value] = /^([A-Za-z0-9.!%*_+`'~-]{1,60})[ \t]*:[ \t]*([\t\x20-\x7e\x80-\xff]*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined || line.length > MOST_LINE) {
      bad = true;
      continue;
    }
    const lower = name.toLowerCase();
    const full = Object.hasOwn(SHORT, lower) ? (SHORT[lower] as string) : lower;
    headers.set(full, [...(headers.get(full) ?? []), value.trim()]);
  }
  const answerable = ['via', 'from', 'to', 'call-id', 'cseq'].every((name) => headers.get(name)?.[0]);
  if (!answerable) return undefined;
  if (ONCE.some((name) => (headers.get(name)?.length ?? 0) > 1)) bad = true;
  if (!new RegExp(`^\\d{1,10} ${method}$`).test(headers.get('cseq')?.[0] ?? '')) bad = true;
  const length = headers.get('content-length')?.[0];
  if (length !== undefined && !/^\d{1,9}$/.test(length)) bad = true;
  return { kind: bad ? 'bad' : 'request', method, uri, headers };
}

/** How long the body is said to be; undefined where nothing is said. */
export function bodyLength(headers: ReadonlyMap<string, readonly string[]>): number | undefined {
  const [length] = headers.get('content-length') ?? [];
  return length === undefined ? undefined : Number(length);
}

/** Reads a datagram: one message, whose body may be shorter than what follows, never longer. */
export function parseDatagram(bytes: Buffer): { head: SipHead; body: Buffer } | undefined {
  const end = bytes.subarray(0, MOST_HEAD + 4).indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = parseHead(bytes.toString('latin1', 0, end));
  if (!head) return undefined;
  const rest = bytes.subarray(end + 4);
  if (head.kind !== 'request') return { head, body: Buffer.alloc(0) };
  const length = bodyLength(head.headers) ?? rest.length;
  const wrong = length > rest.length || length > MOST_BODY;
  return { head: wrong ? { ...head, kind: 'bad' } : head, body: wrong ? Buffer.alloc(0) : rest.subarray(0, length) };
}

/** The user of an address such as `"Name" <sip:34020000001320000001@3402000000>;tag=1`. */
export function userOf(address: string | undefined): string | undefined {
  const [, inside] = /<([^<>]{1,500})>/.exec(address ?? '') ?? [];
  const [, user] = /^sips?:([A-Za-z0-9._-]{1,64})(?:@|$)/.exec((inside ?? address ?? '').trim()) ?? [];
  return user;
}
