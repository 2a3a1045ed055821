import { freshDevice } from '@gewu/alarms/step-device';
import type { DeviceState } from '@gewu/alarms/types';
import type pg from 'pg';
import type { Work } from './intake-types.ts';
import { type HeldState, judgeBatch } from './judge-batch.ts';
import { writeBatch } from './write-batch.ts';

/** Lanes work side by side; one device always goes down the same one, so that its messages keep their order. */
const LANES = 3;
const TOGETHER = 400;
const TRIES = 6;
/** States kept in memory; the rest is read again when it is needed. */
const MOST_HELD = 50_000;
/** More waiting than this, and who sends is told to slow down. */
const MOST_WAITING = 20_000;

export type Intake = {
  /** Takes in one piece of work; resolves once it is committed. */
  take(work: Work): Promise<void>;
  /** Whether more is waiting than can be worked off soon. */
  isFull(): boolean;
  /** Waits for what was taken and takes no more. */
  close(): Promise<void>;
};

type Waiting = { work: Work; done: () => void; fail: (error: unknown) => void };
type Lane = { waiting: Waiting[]; running: Promise<void> | undefined };

/**
 * The way in for everything devices say. Work that arrives while a batch is being written makes the next batch: alone
 * a message waits for nobody, in a rush hundreds share one commit.
 * @param writer connections that are `gewu_system`
 */
export function createIntake(writer: pg.Pool): Intake {
  const held = new Map<number, HeldState>();
  const lanes: Lane[] = Array.from({ length: LANES }, () => ({ waiting: [], running: undefined }));
  let closed = false;
  let waiting = 0;

  const run = async (lane: Lane): Promise<void> => {
    // let what arrived in the same turn of the event loop sit down at the same table
    await new Promise(setImmediate);
    while (lane.waiting.length > 0) {
      const batch = lane.waiting.splice(0, TOGETHER);
      try {
        await settle(batch.map(({ work }) => work));
        for (const { done } of batch) done();
      } catch (error) {
        await settleEach(batch, error);
      }
      waiting -= batch.length;
    }
    lane.running = undefined;
  };

  /** One bad piece of work must not spoil the others: each is tried by itself. */
  const settleEach = async (batch: Waiting[], error: unknown): Promise<void> => {
    if (batch.length === 1) return batch[0]?.fail(error);
    for (const { work, done, fail } of batch) await settle([work]).then(done, fail);
  };

  const settle = async (work: readonly Work[]): Promise<void> => {
    const ids = [...new Set(work.map(({ device }) => device.id))];
    for (let attempt = 1; ; attempt++) {
      await hold(ids);
      const judged = judgeBatch(work, held);
      try {
        await writeBatch(writer, work, judged);
      } catch (error) {
        for (const id of ids) held.delete(id);
        if (!isMoved(error) || attempt === TRIES) throw error;
        await new Promise((wake) => setTimeout(wake, Math.random() * 10 * attempt));
        continue;
      }
      for (const one of judged.devices) held.set(one.device.id, { version: one.version + 1, state: one.state });
      return;
    }
  };

  /** Reads the states that are not in memory; a device that never spoke gets its row now. */
  const hold = async (ids: readonly number[]): Promise<void> => {
    const missing = ids.filter((id) => !held.has(id));
    if (missing.length === 0) return;
    if (held.size > MOST_HELD)
      for (const id of [...held.keys()].slice(0, held.size - MOST_HELD / 2)) if (!ids.includes(id)) held.delete(id);
    await writer.query('insert into device_state (device) select unnest($1::int[]) on conflict do nothing', [missing]);
    const { rows } = await writer.query<{ device: number; version: number; state: Partial<DeviceState> }>(
      'select device, version, state from device_state where device = any($1)',
      [missing],
    );
    for (const { device, version, state } of rows) held.set(device, { version, state: { ...freshDevice(), ...state } });
  };

  return {
    take(work) {
      if (closed) return Promise.reject(new Error('The intake is closed.'));
      const lane = lanes[work.device.id % LANES] as Lane;
      waiting += 1;
      return new Promise((done, fail) => {
        lane.waiting.push({ work, done, fail });
        lane.running ??= run(lane);
      });
    },
    isFull: () => waiting > MOST_WAITING,
    async close() {
      closed = true;
      await Promise.all(lanes.map((lane) => lane.running));
    },
  };
}

const isMoved = (error: unknown): boolean => (error as { code?: string }).code === '40001';
