/** What a message of a device is about, by the topics that ThingsBoard devices use. */
export type Subject =
  | { kind: 'telemetry' | 'attributes' | 'claim' | 'provision' }
  | { kind: 'attributes-request' | 'rpc-request' | 'rpc-response'; id: string }
  | { kind: 'piece'; prefix: 'fw' | 'sw'; id: string; piece: number }
  | {
      kind: `gateway-${'connect' | 'disconnect' | 'telemetry' | 'attributes' | 'attributes-request' | 'rpc' | 'claim'}`;
    };

const PLAIN: Record<string, Subject> = {
  'v1/devices/me/telemetry': { kind: 'telemetry' },
  'v1/devices/me/attributes': { kind: 'attributes' },
  'v1/devices/me/claim': { kind: 'claim' },
  'v2/t': { kind: 'telemetry' },
  'v2/t/j': { kind: 'telemetry' },
  'v2/a': { kind: 'attributes' },
  'v2/a/j': { kind: 'attributes' },
  'v1/gateway/connect': { kind: 'gateway-connect' },
  'v1/gateway/disconnect': { kind: 'gateway-disconnect' },
  'v1/gateway/telemetry': { kind: 'gateway-telemetry' },
  'v1/gateway/attributes': { kind: 'gateway-attributes' },
  'v1/gateway/attributes/request': { kind: 'gateway-attributes-request' },
  'v1/gateway/rpc': { kind: 'gateway-rpc' },
  'v1/gateway/claim': { kind: 'gateway-claim' },
};

/**
 * What a device may publish. `me` is the device that signed in: nothing in a topic can name another.
 * @returns undefined for every other topic
 */
export function subjectOf(topic: string): Subject | undefined {
  const plain = Object.hasOwn(PLAIN, topic) ? PLAIN[topic] : undefined;
  if (plain) return plain;
  const attributes = /^v1\/devices\/me\/attributes\/request\/(\d{1,10})$/.exec(topic);
  if (attributes) return { kind: 'attributes-request', id: attributes[1] as string };
  const rpc = /^(?:v1\/devices\/me\/rpc\/(request|response)|v2\/r\/(req|res))\/(\d{1,10})$/.exec(topic);
  if (rpc)
    return { kind: rpc[1] === 'request' || rpc[2] === 'req' ? 'rpc-request' : 'rpc-response', id: rpc[3] as string };
  const piece = /^v2\/(fw|sw)\/request\/(\d{1,10})\/chunk\/(\d{1,7})$/.exec(topic);
  if (piece) return { kind: 'piece', prefix: piece[1] as 'fw' | 'sw', id: piece[2] as string, piece: Number(piece[3]) };
  return undefined;
}

const MAY_HEAR = new Set([
  'v1/devices/me/attributes',
  'v1/devices/me/attributes/response/+',
  'v1/devices/me/rpc/request/+',
  'v1/devices/me/rpc/response/+',
  'v2/a',
  'v2/r/req/+',
  'v2/r/res/+',
  'v1/gateway/attributes',
  'v1/gateway/attributes/response',
  'v1/gateway/rpc',
]);

/** Pieces of a package; client libraries differ in how much of the topic they name. Sent to the device that asked alone. */
const PIECES = /^v2\/(fw|sw)\/(error|response\/(\+|\d{1,10})(\/chunk\/(\+|\d{1,7}))?)$/;

/** What a device may subscribe to: what is sent to itself, and nothing by wildcard beyond it. */
export const mayHear = (filter: string): boolean => MAY_HEAR.has(filter) || PIECES.test(filter);

/** The topics of a device that asks to be taken in. */
export const PROVISION_REQUEST = '/provision/request';
export const PROVISION_RESPONSE = '/provision/response';
