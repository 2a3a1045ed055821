import type pg from 'pg';
import type { Devices } from '../intake/create-devices.ts';
import type { Connections } from './connected-devices.ts';

/** A piece of a package that is being rolled out; undefined where the device was offered none. */
export type ReadChunk = (device: number, kind: 'fw' | 'sw', chunk: number, size: number) => Promise<Buffer | undefined>;

export type MessageTools = { writer: pg.Pool; devices: Devices; connections: Connections; readChunk: ReadChunk };
