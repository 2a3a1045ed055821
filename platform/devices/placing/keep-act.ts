import type pg from 'pg';
import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { type Db, withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { isMountable } from './find-mountable.ts';
import type { DeviceReceipt } from './mount-schemas.ts';

export type ActFacts = { actId: string; files?: string[]; note?: string };
/** What the work of an act found out, to be kept with it. */
export type Done = { other?: number; data?: Record<string, unknown> };
export type Held = {
  id: number;
  code: string;
  profile: string;
  area: string;
  placed_by: string;
  mounted_at: Date | null;
};

type Kept = {
  id: number;
  act_id: string;
  device: number;
  other: number | null;
  act: string;
  account: string;
  at: Date;
};

/**
 * Does an act on the spot once, whatever the network repeats: in one transaction the work, the act with its photos and
 * its audit row. The same id again gives the first receipt.
 * @param work gets the device, locked
 * @throws Problem 409 where the id is somebody else's, 422 where a photo did not arrive, 404 where the device is gone or out of sight
 */
export async function keepAct(
  ctx: Context,
  actor: Actor,
  device: number,
  act: 'mount' | 'replace' | 'unmount',
  { actId, files = [], note }: ActFacts,
  work: (client: pg.ClientBase, held: Held) => Promise<Done>,
): Promise<DeviceReceipt> {
  const may = await isMountable(ctx, actor, device);
  return withSystem(ctx.pool, async (db, client) => {
    await client.query('select pg_advisory_xact_lock(610403, hashtext($1))', [actId]);
    const known = await findAct(client, actId);
    if (known) {
      if (known.account !== actor.account || known.device !== device || known.act !== act) throw idUsed();
      return receiptOf(ctx, client, known);
    }
    // after the replay: the act itself may have moved the device out of sight
    if (!may) throw notFound({ zh: '设备', en: 'The device' });
    const { rows } = await client.query<Held>(
      `select id, code, profile, area, placed_by, mounted_at from device where id = $1 and admin <> 'retired' for update`,
      [device],
    );
    if (!rows[0]) throw notFound({ zh: '设备', en: 'The device' });
    await claimPhotos(client, actor, files);
    const { other, data = {} } = await work(client, rows[0]);
    const said = { ...data, ...(note && { note }) };
    const { rows: areas } = await client.query<{ area: string }>('select area from device where id = $1', [
      other ?? device,
    ]);
    const area = areas[0]?.area as string;
    await client.query(
      `insert into device_act (act_id, device, other, act, area, account, post, files, data)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [actId, device, other ?? null, act, area, actor.account, postOf(actor), files, JSON.stringify(said)],
    );
    await audit(db, actor, area, device, { what: act, ...(other && { by: other }), ...said });
    return receiptOf(ctx, client, (await findAct(client, actId)) as Kept);
  });
}

const idUsed = () => new Problem(409, 'act.id-used', { zh: '该操作编号已被使用。', en: 'This act id is in use.' });
const postOf = (actor: Actor) => (actor.kind === 'staff' ? actor.post.id : null);

async function findAct(client: pg.ClientBase, actId: string): Promise<Kept | undefined> {
  const { rows } = await client.query<Kept>(
    'select id, act_id, device, other, act, account, at from device_act where act_id = $1',
    [actId],
  );
  return rows[0];
}

/** Photos must have arrived, be one's own, and hang on no case. */
async function claimPhotos(client: pg.ClientBase, actor: Actor, files: readonly string[]): Promise<void> {
  if (files.length === 0) return;
  const { rowCount } = await client.query(
    'select from file_object where id = any($1) and account = $2 and case_id is null',
    [files, actor.account],
  );
  if (rowCount !== files.length)
    throw new Problem(422, 'file.unknown', { zh: '有照片没有上传成功。', en: 'A photo did not arrive.' });
}

async function receiptOf(ctx: Context, client: pg.ClientBase, kept: Kept): Promise<DeviceReceipt> {
  const { rows } = await client.query<{
    id: number;
    code: string;
    admin: string;
    area: string;
    why: DeviceReceipt['why'];
  }>('select id, code, admin, area, why from device where id = $1', [kept.other ?? kept.device]);
  const device = rows[0];
  if (!device) throw notFound({ zh: '设备', en: 'The device' });
  return {
    actId: kept.act_id,
    number: device.code,
    seq: kept.id,
    act: kept.act,
    state: device.admin,
    at: kept.at.toISOString(),
    device: device.id,
    area: device.area,
    areaName: await ctx.caches.areas.name(device.area),
    why: device.why,
  };
}

function audit(db: Db, actor: Actor, area: string, device: number, data: Record<string, unknown>): Promise<void> {
  return recordEvent(db, actor, { kind: 'change', area, subject: `device:${device}`, data });
}
