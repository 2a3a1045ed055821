import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import mqtt from 'mqtt-packet';
import { createCutter } from './cut-packets.ts';
import { createReceipts } from './keep-receipts.ts';
import { type Publish, readPublish, writeAcknowledgements } from './read-publish.ts';
import { createTranslator, type Translator } from './translate-packets.ts';

/** A packet that announces more than this is cut off: no device has that much to say at once. */
export const MOST_PACKET_BYTES = 256 * 1024;
/** A device that waits for so many acknowledgements is not listened to until some of them are given. */
const MOST_UNANSWERED = 200;

/**
 * Takes a message of a device that signed in, past the broker, which would only look for others to hear it.
 * @returns when it is committed; undefined where the message is none of its own and the broker must have it
 */
export type TakeMessage = (topic: string, payload: Buffer) => Promise<void> | undefined;

/**
 * What the broker sees of a connection. The broker speaks MQTT 3.1.1; a device that speaks MQTT 5 is translated here,
 * packet by packet, and a packet that is too large ends the connection before it is in memory. What the device measured
 * goes straight to the intake and is acknowledged here, many messages at a time.
 */
export class Door extends Duplex {
  readonly #socket: Socket;
  readonly #isFull: () => boolean;
  readonly #cut = createCutter(MOST_PACKET_BYTES);
  readonly #receipts = createReceipts(
    (ids) => this.#acknowledge(ids),
    (error) => this.destroy(error),
  );
  #greeted = false;
  #translator: Translator | undefined;
  #take: TakeMessage | undefined;
  /** The broker has more than it wants to read. */
  #stuffed = false;
  #silence: NodeJS.Timeout | undefined;

  /** @param isFull whether more is waiting everywhere than can be worked off soon */
  constructor(socket: Socket, isFull: () => boolean) {
    super({ allowHalfOpen: false });
    this.#socket = socket;
    this.#isFull = isFull;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#hear(chunk));
    socket.on('end', () => this.push(null));
    socket.on('close', () => this.destroy());
    socket.on('error', (error) => this.destroy(error));
    socket.on('drain', () => this.emit('socket-drain'));
    this.on('drain', () => this.#breathe());
  }

  /** The device has signed in: from now on its messages may be taken here. */
  open(take: TakeMessage): void {
    this.#take = take;
  }

  /** Ends the connection when nothing was heard for one and a half times as long (OASIS MQTT 3.1.1, 3.1.2.10). */
  expectWithin(seconds: number): void {
    if (seconds === 0) return;
    this.#silence = setTimeout(() => {
      // a device that we do not listen to is not silent
      if (this.#socket.isPaused()) this.#silence?.refresh();
      else this.destroy(new Error('nothing was heard for too long'));
    }, seconds * 1500);
  }

  #hear(chunk: Buffer): void {
    this.#silence?.refresh();
    const packets = this.#cut(chunk);
    if (!packets) return void this.destroy(new Error('a packet is too large or malformed'));
    try {
      for (const packet of packets) this.#sort(packet);
    } catch (error) {
      this.destroy(error as Error);
    }
    this.#breathe();
  }

  #sort(packet: Buffer): void {
    if (!this.#greeted) {
      this.#greeted = true;
      if (isFive(packet)) this.#translator = createTranslator(randomUUID());
    }
    if (!this.#translator) {
      const message = this.#mayTake() ? readPublish(packet) : undefined;
      if (!message || !this.#took(message)) this.#give(packet);
      return;
    }
    for (const plain of this.#translator.fromDevice(packet)) {
      const message = this.#mayTake() && plain.cmd === 'publish' && plain.qos < 2 ? plain : undefined;
      if (!message || !this.#took({ ...message, payload: message.payload as Buffer, id: message.messageId ?? 0 }))
        this.#give(mqtt.generate(plain));
    }
  }

  /** What came before the answer to the sign-in lies with the broker, and goes first. */
  #mayTake(): boolean {
    return this.#take !== undefined && this.readableLength === 0;
  }

  #took({ topic, payload, id }: Publish): boolean {
    const kept = this.#take?.(topic, payload);
    if (kept) this.#receipts.add(id, kept);
    return kept !== undefined;
  }

  #acknowledge(ids: number[]): void {
    if (this.destroyed) return;
    if (ids.length > 0) this.write(writeAcknowledgements(ids));
    this.#breathe();
  }

  #give(packet: Buffer): void {
    if (!this.push(packet)) this.#stuffed = true;
  }

  override _read(): void {
    this.#stuffed = false;
    this.#breathe();
  }

  /** Listens to the device, or lets it wait: TCP holds back what it sends. */
  #breathe(): void {
    const { waiting } = this.#receipts;
    const full = waiting >= MOST_UNANSWERED || (waiting > 0 && this.#isFull());
    if (this.#stuffed || full || this.writableNeedDrain) this.#socket.pause();
    else if (this.#socket.isPaused()) this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    let out: Buffer = chunk;
    if (this.#translator) {
      try {
        out = this.#translator.fromBroker(chunk);
      } catch (error) {
        done(error as Error);
        return;
      }
    }
    if (this.#socket.destroyed || this.#socket.write(out)) {
      done();
      return;
    }
    // one at a time: whichever comes first ends the waiting
    const go = () => {
      this.off('socket-drain', go);
      this.off('close', go);
      done();
    };
    this.once('socket-drain', go);
    this.once('close', go);
  }

  /** The pieces of a packet leave together. */
  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), 'buffer' as BufferEncoding, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#silence);
    this.#socket.destroy();
    done(error);
  }
}

/** Whether a CONNECT asks for MQTT 5 by its protocol level; every other packet is left to the broker to refuse. */
function isFive(packet: Buffer): boolean {
  if ((packet[0] as number) >> 4 !== 1) return false;
  let at = 1;
  while ((packet[at] as number) >= 0x80) at += 1;
  at += 1;
  return at + 2 <= packet.length && packet[at + 2 + packet.readUInt16BE(at)] === 5;
}
