import type { Client } from 'aedes';
import type { PackageServer } from '../rollouts/serve-package.ts';

/** Bytes of one answer: a packet beyond that fills the memory of small devices and the line of all others. */
const MOST_BYTES = 256 * 1024;

/**
 * Answers a device's ask for a piece of its package (`v2/fw/request/ID/chunk/N`, the payload says how many bytes a piece
 * has; empty asks for the whole). The answer is sent before the next ask of the device is looked at.
 * @param prefix fw or sw
 */
export async function answerPiece(
  packages: PackageServer,
  device: number,
  client: Client,
  ask: { prefix: 'fw' | 'sw'; id: string; piece: number },
  payload: Buffer,
): Promise<void> {
  const kind = ask.prefix === 'fw' ? 'firmware' : 'software';
  const text = payload.toString('utf8', 0, 20).trim();
  const size = text === '' || text === '0' ? undefined : /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  await packages
    .inTurn(device, async () => {
      const piece = Number.isNaN(size)
        ? ('wrong-size' as const)
        : await packages.piece(device, { kind, piece: ask.piece, size }, MOST_BYTES);
      if (typeof piece === 'string') return send(client, `v2/${ask.prefix}/error`, Buffer.from(piece));
      return send(client, `v2/${ask.prefix}/response/${ask.id}/chunk/${ask.piece}`, piece);
    })
    .then((outcome) =>
      outcome === 'too-many' ? send(client, `v2/${ask.prefix}/error`, Buffer.from(outcome)) : undefined,
    );
}

/** Resolves when the packet left, or the connection: a lost piece is asked for again. */
const send = (client: Client, topic: string, payload: Buffer): Promise<void> =>
  new Promise((done) => {
    client.publish({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false }, () => done());
  });
