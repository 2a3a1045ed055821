import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { expect } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import type { Config } from '../../config.ts';
import { createFileStore } from '../../files/file-store.ts';
import type { Context } from '../../http/context.ts';
import type { TestApp } from '../../testing/with-app.ts';
import { playUpdates, type UpdatedDevice } from '../simulate/play-updates.ts';
import { addDevices, TEST_PROFILE } from '../testing.ts';
import { turnRollouts } from './turn-rollouts.ts';

/** A smoke alarm whose alarm is a danger to life. */
export const LIFE_PROFILE = {
  ...TEST_PROFILE,
  profile: 'test-life',
  alarms: TEST_PROFILE.alarms.map((rule) => (rule.type === 'smoke' ? { ...rule, life: true } : rule)),
};
export type Played = { id: number; client: MqttClient; installed(): string };

/** Gives a test's context a store of files in a folder of its own. */
export function useFiles(ctx: Context): void {
  ctx.files = createFileStore({ dataFolder: mkdtempSync(join(tmpdir(), 'gewu-packages-')) } as Config);
}

/** Puts devices into the small district, connects them and waits until each has said what is installed in it. */
export async function joinFleet(
  ctx: Context,
  port: number,
  codes: readonly string[],
  options: Partial<UpdatedDevice> & { placeOf?: (i: number) => string; failing?: readonly number[] } = {},
): Promise<Played[]> {
  const ids = await addDevices(ctx, codes, { profile: LIFE_PROFILE });
  const { placeOf, failing = [], ...device } = options;
  if (placeOf)
    for (const [i, id] of ids.entries())
      await ctx.writer.query('update device set place = $2 where id = $1', [id, placeOf(i)]);
  const fleet = await Promise.all(
    ids.map(async (id, i) => {
      const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { username: `token-${codes[i]}` });
      client.on('error', () => undefined);
      const fails = failing.includes(i) ? () => true : () => false;
      const played = playUpdates(client, { title: 'Smoke', version: '1.0', patienceMs: 2_000, fails, ...device });
      return { id, client, installed: played.installed };
    }),
  );
  await expect
    .poll(
      async () => {
        const { rows } = await ctx.writer.query(
          `select count(*)::int as n from device_state where device = any($1) and link = 'online' and state #> '{latest,current_fw_version}' is not null`,
          [ids],
        );
        return rows[0].n;
      },
      { timeout: 60_000 },
    )
    .toBe(ids.length);
  return fleet;
}

/** Turns the rollouts once, whenever they would be due. */
export async function turn(ctx: Context, now?: number): Promise<void> {
  await ctx.writer.query('update rollout set next_at = now()');
  await turnRollouts(ctx, now);
}

/** Turns until a rollout is in a state, and so many of its devices are done. */
export async function turnUntil(ctx: Context, id: number, state: string, { done = 0 } = {}): Promise<void> {
  await expect
    .poll(
      async () => {
        await turn(ctx);
        const { rows } = await ctx.writer.query(
          `select state, (select count(*)::int from rollout_device where rollout = $1 and phase = 'done') as done from rollout where id = $1`,
          [id],
        );
        return rows[0].done >= done ? rows[0].state : undefined;
      },
      { timeout: 60_000, interval: 30 },
    )
    .toBe(state);
}

/** Brings a firmware as a form. */
export async function bring(
  app: TestApp,
  actor: Actor,
  version: string,
  content: Buffer = Buffer.concat([Buffer.from([0xea, 0x01, 0x02, 0x03]), randomBytes(40_000)]),
  title = 'Smoke',
): Promise<{ status: number; body: { id: number; code?: string } }> {
  const edge = 'edge-of-form';
  const payload = Buffer.concat([
    Buffer.from(
      `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${version}.bin"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    content,
    Buffer.from(`\r\n--${edge}--\r\n`),
  ]);
  const query = new URLSearchParams({ kind: 'firmware', title, version, profile: LIFE_PROFILE.profile });
  return app.callRaw(actor, {
    method: 'POST',
    url: `/api/devices/packages?${query}`,
    payload,
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
  });
}

/** A rollout with limits that let a small test run through. */
export const plan = (pack: number, count: number, more: object = {}) => ({
  key: randomUUID(),
  package: pack,
  area: '610402',
  count,
  stages: [
    { share: 0.2, waitS: 1 },
    { share: 1, waitS: 0 },
  ],
  failLimit: 0.5,
  silentLimit: 1,
  silentS: 1,
  patienceS: 600,
  mostAtOnce: 50,
  hours: 24,
  ...more,
});

export async function rowsOf(ctx: Context, rollout: number) {
  const { rows } = await ctx.writer.query<{
    device: number;
    phase: string;
    back: boolean;
    error: string | null;
    stage: number;
    site: string;
  }>('select device, phase, back, error, stage, site from rollout_device where rollout = $1 order by device', [
    rollout,
  ]);
  return rows;
}
