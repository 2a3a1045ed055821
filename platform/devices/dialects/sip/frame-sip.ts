import { bodyLength, MOST_BODY, MOST_HEAD, parseHead, type SipHead } from './parse-sip.ts';

export type Framed = { head: SipHead; body: Buffer };

/**
 * Cuts a TCP stream into messages by their Content-Length. What breaks the frame ends the connection: nothing after it
 * can be trusted to begin where it seems to.
 * @returns a function that takes the next bytes
 * @throws Error (from that function) where the stream is no SIP, a message is too large, or its length is not said
 */
export function createFramer(): (chunk: Buffer) => Framed[] {
  let held: Buffer = Buffer.alloc(0);
  return (chunk) => {
    const out: Framed[] = [];
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    for (;;) {
      // empty lines between messages are signs of life (RFC 5626, 3.5.1)
      let start = 0;
      while (held[start] === 0x0d || held[start] === 0x0a) start += 1;
      held = held.subarray(start);
      const end = held.subarray(0, MOST_HEAD + 4).indexOf('\r\n\r\n');
      if (end < 0) {
        if (held.length > MOST_HEAD) throw new Error('the head of a message is too large');
        // what is kept must not hold on to the larger piece that it was cut from
        held = Buffer.from(held);
        return out;
      }
      const text = held.toString('latin1', 0, end);
      const head = parseHead(text);
      if (!head) throw new Error('no SIP message');
      const length = head.kind === 'answer' ? lengthOfAnswer(text) : bodyLength(head.headers);
      if (length === undefined || Number.isNaN(length) || length > MOST_BODY)
        throw new Error('the length of a message is not said or too large');
      if (held.length < end + 4 + length) {
        held = Buffer.from(held);
        return out;
      }
      out.push({ head, body: Buffer.from(held.subarray(end + 4, end + 4 + length)) });
      held = held.subarray(end + 4 + length);
    }
  };
}

function lengthOfAnswer(text: string): number | undefined {
  const [, length] = /\r\n(?:content-length|l)[ \t]*:[ \t]*(\d{1,9})[ \t]*(?:\r\n|$)/i.exec(text) ?? [];
  return length === undefined ? undefined : Number(length);
}
