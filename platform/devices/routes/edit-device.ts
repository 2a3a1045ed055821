import { randomBytes } from 'node:crypto';
import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { type Db, withActor, withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { tokenHash } from '../intake/device-book.ts';
import { changePlace } from '../placing/change-place.ts';
import { placeNew } from '../placing/place-new.ts';
import type { DevicePatch, NewDevice } from './device-schemas.ts';

const newToken = () => randomBytes(24).toString('base64url');

/**
 * Registers a device: its point or its address finds its grid and building, else the area that was said.
 * @returns its number and its token, which is shown this once
 * @throws Problem 422 where the place lies outside one's area, or the profile or gateway is not known; 409 where the code is taken
 */
export async function registerDevice(
  ctx: Context,
  actor: Actor,
  input: NewDevice,
): Promise<{ id: number; token: string; area: string }> {
  const token = newToken();
  return { ...(await enterDevice(ctx, actor, input, tokenHash(token))), token };
}

/**
 * Enters a device into the register and takes its code off the list of claims.
 * @param hash of its token; null where it is spoken for: by a gateway, another system, or the key of provisioning
 * @throws Problem as {@link registerDevice}
 */
export async function enterDevice(
  ctx: Context,
  actor: Actor,
  input: NewDevice,
  hash: Buffer | null,
): Promise<{ id: number; area: string }> {
  return withSystem(ctx.pool, async (db, client) => {
    const { rows: profiles } = await client.query('select from device_profile where key = $1 and retired_at is null', [
      input.profile,
    ]);
    if (profiles.length === 0)
      throw new Problem(422, 'device.profile', { zh: '没有这种设备类型。', en: 'There is no such profile.' });
    const { area, building, by, why } = await placeNew(ctx, client, actor, input);
    if (input.parent !== undefined) await checkGateway(ctx, actor, input.parent);
    const { rows } = await client.query<{ id: number }>(
      `insert into device (code, name, profile, area, lon, lat, place, parent, placed_by, token_hash, building, why, said_area, maker, model)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
       on conflict (code) do nothing returning id`,
      [
        input.code,
        input.name,
        input.profile,
        area,
        input.lon ?? null,
        input.lat ?? null,
        input.place ?? null,
        input.parent ?? null,
        by,
        hash,
        building,
        JSON.stringify(why),
        input.area ?? null,
        input.maker ?? null,
        input.model ?? null,
      ],
    );
    const id = rows[0]?.id;
    if (id === undefined)
      throw new Problem(409, 'device.taken', { zh: '该设备编号已登记。', en: 'That code is registered already.' });
    await client.query('delete from device_claim where code = $1', [input.code]);
    await note(db, actor, area, id, 'registered', { code: input.code, profile: input.profile });
    return { id, area };
  });
}

/** What speaks for a device must lie in sight, as what does not exist otherwise. */
async function checkGateway(ctx: Context, actor: Actor, id: number): Promise<void> {
  const { rowCount } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query('select from device where id = $1', [id]),
  );
  if (!rowCount)
    throw new Problem(422, 'device.parent', {
      zh: '没有这台网关，或不在您的管辖范围内。',
      en: 'There is no such gateway, or it lies outside your area.',
    });
}

/**
 * Changes a device. Its own thresholds are judged at once, here and on other servers within a second.
 * @throws Problem 404 out of sight; 422 where a place or post set by hand lies outside one's area
 */
export async function editDevice(ctx: Context, actor: Actor, id: number, patch: DevicePatch): Promise<void> {
  const area = await areaOfSeen(ctx, actor, id);
  const { attributes, ...fields } = patch;
  await withSystem(ctx.pool, async (db, client) => {
    await client.query(
      `update device set name = coalesce($2, name), place = coalesce($3, place), lon = coalesce($4, lon), lat = coalesce($5, lat),
         admin = coalesce($6, admin), changed_at = now() where id = $1`,
      [id, fields.name ?? null, fields.place ?? null, fields.lon ?? null, fields.lat ?? null, fields.admin ?? null],
    );
    await changePlace(ctx, client, actor, id, patch);
    for (const [key, value] of Object.entries(attributes ?? {}))
      if (value === null)
        await client.query(`delete from device_attribute where device = $1 and scope = 'server' and key = $2`, [
          id,
          key,
        ]);
      else
        await client.query(
          `insert into device_attribute (device, scope, key, value, at) values ($1, 'server', $2, $3, now())
           on conflict (device, scope, key) do update set value = excluded.value, at = now()`,
          [id, key, JSON.stringify(value)],
        );
    await note(db, actor, area, id, 'changed', patch);
  });
}

/** Gives a device a new token; the old one is void at once. */
export async function renewToken(ctx: Context, actor: Actor, id: number): Promise<string> {
  const area = await areaOfSeen(ctx, actor, id);
  const token = newToken();
  await withSystem(ctx.pool, async (db, client) => {
    await client.query('update device set token_hash = $2, changed_at = now() where id = $1', [id, tokenHash(token)]);
    await note(db, actor, area, id, 'token renewed', {});
  });
  return token;
}

async function areaOfSeen(ctx: Context, actor: Actor, id: number): Promise<string> {
  const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<{ area: string }>('select area from device where id = $1', [id]),
  );
  if (!rows[0]) throw notFound({ zh: '设备', en: 'The device' });
  return rows[0].area;
}

async function note(db: Db, actor: Actor, area: string, id: number, what: string, data: object): Promise<void> {
  await recordEvent(db, actor, { kind: 'change', area, subject: `device:${id}`, data: { what, ...data } });
}
