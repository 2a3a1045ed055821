import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import mqtt, { type Packet } from 'mqtt-packet';
import { createTranslator, type Translator } from './translate-packets.ts';

/** A packet that announces more than this is cut off: no device has that much to say at once. */
export const MOST_PACKET_BYTES = 256 * 1024;

/**
 * What the broker sees of a connection. The broker speaks MQTT 3.1.1; a device that speaks MQTT 5 is translated here,
 * packet by packet, and a packet that is too large ends the connection before it is in memory.
 */
export class Door extends Duplex {
  readonly #socket: Socket;
  readonly #gauge = createGauge();
  #version: 4 | 5 | undefined;
  #head = Buffer.alloc(0);
  #translator: Translator | undefined;

  constructor(socket: Socket) {
    super({ allowHalfOpen: false });
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#hear(chunk));
    socket.on('end', () => this.push(null));
    socket.on('close', () => this.destroy());
    socket.on('error', (error) => this.destroy(error));
    socket.on('drain', () => this.emit('socket-drain'));
  }

  #hear(chunk: Buffer): void {
    if (!this.#gauge(chunk)) return void this.destroy(new Error('a packet is too large or malformed'));
    let bytes = chunk;
    if (this.#version === undefined) {
      this.#head = Buffer.concat([this.#head, chunk]);
      const version = versionOf(this.#head);
      if (version === undefined) return;
      this.#version = version === 5 ? 5 : 4;
      if (this.#version === 5) this.#translator = createTranslator(randomUUID());
      bytes = this.#head;
      this.#head = Buffer.alloc(0);
    }
    if (this.#translator) this.#translate(this.#translator, bytes);
    else this.#give(bytes);
  }

  #translate(translator: Translator, chunk: Buffer): void {
    try {
      for (const packet of translator.fromDevice(chunk)) this.#give(mqtt.generate(packet as Packet));
    } catch (error) {
      this.destroy(error as Error);
    }
  }

  #give(chunk: Buffer): void {
    if (!this.push(chunk)) this.#socket.pause();
  }

  override _read(): void {
    this.#socket.resume();
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

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}

/** Protocol level of the CONNECT that a stream begins with; undefined until enough is there; 4 where it is none. */
function versionOf(head: Buffer): number | undefined {
  let at = 1;
  while (at < head.length && at < 5 && (head[at] as number) & 0x80) at += 1;
  at += 1;
  if (head.length < at + 2) return undefined;
  const level = at + 2 + head.readUInt16BE(at);
  if (level > at + 8) return 4; // no protocol has so long a name: the broker will refuse it
  return head.length > level ? head[level] : undefined;
}

/** Follows the lengths that packets announce, without keeping them. */
function createGauge(): (chunk: Buffer) => boolean {
  let left = 0;
  let length = -1; // -1: the next byte is the first of a packet; else the length read so far
  let shift = 0;
  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (left > 0) {
        const step = Math.min(left, chunk.length - at);
        left -= step;
        at += step;
        continue;
      }
      const byte = chunk[at++] as number;
      if (length < 0) {
        length = 0;
        shift = 0;
        continue;
      }
      length += (byte & 0x7f) * 2 ** shift;
      shift += 7;
      if (length > MOST_PACKET_BYTES || shift > 28) return false;
      if (byte & 0x80) continue;
      left = length;
      length = -1;
    }
    return true;
  };
}
