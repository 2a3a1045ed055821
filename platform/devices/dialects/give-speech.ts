import { randomBytes } from 'node:crypto';
import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withActor, withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { tokenHash } from '../intake/device-book.ts';
import { describeSettings, HIDDEN, type Settings } from './describe-settings.ts';
import type { Dialect } from './dialect-types.ts';
import { passwordHash } from './sip/check-digest.ts';
import { sipServer } from './sip/server-identity.ts';

export type Speech = Settings & { dialect: string | null; base: string | null };

type Row = { code: string; area: string; admin: string; dialect: string | null; base: string | null };

/**
 * How a device speaks and what the other side must be told, without the secret.
 * @throws Problem 404 out of sight
 */
export async function readSpeech(
  ctx: Context,
  declared: ReadonlyMap<string, Dialect>,
  actor: Actor,
  id: number,
): Promise<Speech> {
  const row = await seen(ctx, actor, id);
  return describe(ctx, row.dialect === null ? undefined : declared.get(row.dialect), row, HIDDEN);
}

/**
 * Lets a device speak in a dialect from now on, and gives it a new secret, which is shown this once; the old one is void
 * at once.
 * @param key of the dialect; null for our own way (ThingsBoard topics, HTTP)
 * @throws Problem 404 out of sight; 409 where it is out of use; 422 where there is no such dialect or the code does not suit it
 */
export async function giveSpeech(
  ctx: Context,
  declared: ReadonlyMap<string, Dialect>,
  actor: Actor,
  id: number,
  { dialect: key, base }: { dialect: string | null; base?: string },
): Promise<Speech> {
  const row = await seen(ctx, actor, id);
  const dialect = key === null ? undefined : declared.get(key);
  if (key !== null && !dialect)
    throw new Problem(422, 'device.dialect', { zh: '没有这种接入方式。', en: 'There is no such dialect.' });
  if (row.admin === 'retired')
    throw new Problem(409, 'device.retired', { zh: '设备已报废。', en: 'The device is retired.' });
  if (dialect?.transport === 'sip' && !/^\d{20}$/.test(row.code))
    throw new Problem(422, 'device.code20', {
      zh: '国标设备的编号须为 20 位数字。',
      en: 'The code of a GB/T 28181 device must be 20 digits.',
    });
  // cameras take only short passwords, of letters and digits
  const sip = dialect?.transport === 'sip';
  const secret = sip ? randomBytes(12).toString('hex').slice(0, 16) : randomBytes(24).toString('base64url');
  const own = dialect?.transport === 'mqtt' && base !== undefined && base !== dialect.base ? base : null;
  await withSystem(ctx.pool, async (db, client) => {
    await client.query('delete from device_dialect where device = $1', [id]);
    await client.query('delete from sip_registration where device = $1', [id]);
    if (dialect)
      await client.query(
        `insert into device_dialect (device, dialect, base, ha1, sealed, account) values ($1, $2, $3, $4, $5, $6)`,
        [
          id,
          dialect.dialect,
          own,
          sip ? passwordHash(row.code, sipServer(ctx.config).realm, secret) : null,
          dialect.transport === 'http' ? ctx.sealer.sealJson(secret) : null,
          actor.account,
        ],
      );
    await client.query('update device set token_hash = $2, changed_at = now() where id = $1', [
      id,
      sip ? null : tokenHash(secret),
    ]);
    const data = { what: 'speech given', dialect: key };
    await recordEvent(db, actor, { kind: 'change', area: row.area, subject: `device:${id}`, data });
  });
  return describe(ctx, dialect, { ...row, base: own }, secret);
}

async function seen(ctx: Context, actor: Actor, id: number): Promise<Row> {
  const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<Row>(
      `select d.code, d.area, d.admin, s.dialect, s.base from device d left join device_dialect s on s.device = d.id where d.id = $1`,
      [id],
    ),
  );
  if (!rows[0]) throw notFound({ zh: '设备', en: 'The device' });
  return rows[0];
}

function describe({ config }: Context, dialect: Dialect | undefined, row: Row, secret: string): Speech {
  const base = row.base ?? dialect?.base ?? null;
  const settings = describeSettings(config, dialect, { code: row.code, base: base ?? '', secret });
  return { dialect: dialect?.dialect ?? null, base, ...settings };
}
