import { type Static, Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withActor, withSystem } from '../../db/with-actor.ts';
import { Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { notFound } from '../../http/problem.ts';
import type { Profile } from '../profiles/profile-types.ts';
import type { NewDevice } from '../routes/device-schemas.ts';
import { enterDevice } from '../routes/edit-device.ts';
import { guessProfile } from './guess-profile.ts';
import { placeDevices } from './place-devices.ts';
import { readClues } from './read-clues.ts';

export const Claim = Type.Object({
  code: Type.String(),
  via: Type.String(),
  firstAt: Type.String({ format: 'date-time' }),
  lastAt: Type.String({ format: 'date-time' }),
  messages: Type.Integer(),
  sample: Nullable(Type.String()),
  ignored: Nullable(
    Type.Object({ at: Type.String({ format: 'date-time' }), by: Type.String(), reason: Type.String() }),
  ),
  gateway: Nullable(
    Type.Object({ id: Type.Integer(), name: Type.String() }, { description: 'in sight, that speaks for it' }),
  ),
  guesses: Type.Array(
    Type.Object(
      { profile: Type.String(), name: TextSchema, matched: Type.Array(Type.String()) },
      { description: 'likeliest first' },
    ),
  ),
  place: Nullable(
    Type.Object({
      area: Type.String(),
      why: TextSchema,
      lon: Nullable(Type.Number()),
      lat: Nullable(Type.Number()),
      place: Nullable(Type.String()),
    }),
  ),
  maker: Nullable(Type.String()),
  model: Nullable(Type.String()),
});
export type Claim = Static<typeof Claim>;

type Row = Pick<Claim, 'code' | 'via' | 'messages' | 'sample'> & {
  firstAt: Date;
  lastAt: Date;
  profile: string | null;
  ignoredAt: Date | null;
  ignoredBy: string;
  reason: string;
};
type Gateway = {
  id: number;
  name: string;
  code: string;
  area: string;
  lon: number | null;
  lat: number | null;
  place: string | null;
};
const MOST = 200;

/** Who speaks and is not registered, newest first, with what it seems to be and where it seems to hang. */
export async function listClaims(ctx: Context, actor: Actor, ignored: boolean): Promise<Claim[]> {
  const { rows, profiles, gateways } = await withActor(ctx.pool, actor, async (_db, client) => {
    const { rows } = await client.query<Row>(
      `select c.code, c.profile, c.via, c.first_at as "firstAt", c.last_at as "lastAt", c.messages, c.sample, c.ignored_at as "ignoredAt",
         coalesce(a.name, c.ignored_by, '') as "ignoredBy", coalesce(c.ignored_reason, '') as reason
       from device_claim c left join account a on a.id = c.ignored_by
       where (c.ignored_at is not null) = $1 order by c.last_at desc, c.code limit ${MOST}`,
      [ignored],
    );
    const { rows: declared } = await client.query<{ declaration: Profile }>(
      'select declaration from device_profile where retired_at is null order by key',
    );
    const { rows: speakers } = await client.query<Gateway>(
      'select id, name, code, area, lon, lat, place from device where code = any($1)',
      [rows.map(({ via }) => speakerOf(via))],
    );
    return {
      rows,
      profiles: declared.map((one) => one.declaration),
      gateways: new Map(speakers.map((one) => [one.code, one])),
    };
  });
  const read = rows.map((row) => {
    const gateway = gateways.get(speakerOf(row.via));
    const clues = readClues(row.sample);
    const own = clues.place !== null || clues.lon !== null;
    const { lon, lat, place } = own ? clues : (gateway ?? clues);
    const facts = { lon, lat, place, anchor: null, said_area: gateway?.area ?? null, indoors: false };
    return { row, clues, gateway, facts };
  });
  const places = await withSystem(ctx.pool, (_db, client) =>
    placeDevices(
      ctx,
      client,
      read.map(({ facts }) => facts),
    ),
  );
  const names = new Map(profiles.map((one) => [one.profile, one.name]));
  return read.map(({ row, clues, gateway, facts }, i) => {
    const { profile, firstAt, lastAt, ignoredAt, ignoredBy, reason, ...rest } = row;
    const told = profile && names.has(profile) ? [{ profile, matched: [] }] : [];
    const guesses = [...told, ...guessProfile(clues.keys, profiles).filter((one) => one.profile !== profile)];
    const found = places[i];
    return {
      ...rest,
      firstAt: firstAt.toISOString(),
      lastAt: lastAt.toISOString(),
      ignored: ignoredAt && { at: ignoredAt.toISOString(), by: ignoredBy, reason },
      gateway: gateway ? { id: gateway.id, name: gateway.name } : null,
      guesses: guesses.map((one) => ({ ...one, name: names.get(one.profile) ?? { zh: one.profile, en: one.profile } })),
      place:
        found && (found.by !== 'none' || gateway)
          ? { area: found.area, why: found.why, lon: facts.lon, lat: facts.lat, place: facts.place }
          : null,
      maker: clues.maker,
      model: clues.model,
    };
  });
}

/** `gateway GW-1`, `zigbee2mqtt GW-1`: behind the way it came stands the device that spoke for it. */
const speakerOf = (via: string): string => via.slice(via.indexOf(' ') + 1);

/**
 * Registers a device that waits. It goes on speaking the way it did: behind the same gateway or bridge, with the
 * credentials that it has or will be given at provisioning; so its next message is taken.
 * @throws Problem 404 where nothing waits under the code; else as registering
 */
export async function takeClaim(
  ctx: Context,
  actor: Actor,
  input: Omit<NewDevice, 'parent'>,
): Promise<{ id: number; area: string }> {
  const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<{ parent: number | null }>(
      `select d.id as parent from device_claim c left join device d on d.code = substr(c.via, position(' ' in c.via) + 1) where c.code = $1`,
      [input.code],
    ),
  );
  if (!rows[0]) throw noSuchClaim();
  const { parent } = rows[0];
  return enterDevice(ctx, actor, { ...input, ...(parent !== null && { parent }) }, null);
}

/**
 * Puts a device that is none of ours aside, or back on the list. It keeps being counted, and stays aside.
 * @param reason null puts it back
 * @throws Problem 404 where nothing waits under the code
 */
export async function ignoreClaim(ctx: Context, actor: Actor, code: string, reason: string | null): Promise<void> {
  await withSystem(ctx.pool, async (db, client) => {
    const { rowCount } = await client.query(
      `update device_claim set ignored_at = case when $2::text is null then null else now() end,
         ignored_by = case when $2::text is null then null else $3 end, ignored_reason = $2 where code = $1`,
      [code, reason, actor.account],
    );
    if (!rowCount) throw noSuchClaim();
    const data = { what: reason === null ? 'claim restored' : 'claim ignored', ...(reason !== null && { reason }) };
    await recordEvent(db, actor, { kind: 'change', subject: `claim:${code}`, data });
  });
}

/**
 * Somebody in the field stands before a device that nobody knows: it joins the list, with where it hangs.
 * The same code again only brings the list up to date.
 */
export async function askClaim(
  ctx: Context,
  actor: Actor,
  { code, ...said }: { code: string; lon?: number; lat?: number; place?: string; maker?: string; model?: string },
): Promise<void> {
  await withSystem(ctx.pool, async (db, client) => {
    const { rowCount } = await client.query(
      `insert into device_claim (code, first_at, last_at, messages, sample, via)
       select $1, now(), now(), 0, $2, 'field' where not exists (select from device where code = $1)
       on conflict (code) do update set last_at = now(), sample = case when device_claim.via = 'field' then excluded.sample else device_claim.sample end`,
      [code, JSON.stringify(said).slice(0, 300)],
    );
    if (rowCount)
      await recordEvent(db, actor, {
        kind: 'change',
        subject: `claim:${code}`,
        data: { what: 'claim asked', ...said },
      });
  });
}

const noSuchClaim = () => notFound({ zh: '待认领设备', en: 'The waiting device' });
