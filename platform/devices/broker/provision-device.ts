import { randomBytes, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import { tokenHash } from '../intake/device-book.ts';
import type { Tally } from '../intake/keep-tally.ts';

export type ProvisionAnswer =
  | { status: 'SUCCESS'; credentialsType: 'ACCESS_TOKEN'; credentialsValue: string }
  | { status: 'FAILURE' | 'NOT_FOUND'; errorMsg: string };

const KEY = 'devices.provision';

/**
 * Takes in a device that comes with the district's provisioning key, as ThingsBoard devices do. Only a device that was
 * registered beforehand and has no token yet gets one: whoever has the key cannot invent devices or take one over.
 * A name that nobody registered goes to the list of claims.
 */
export async function provisionDevice(writer: pg.Pool, tally: Tally, body: unknown): Promise<ProvisionAnswer> {
  const { deviceName, provisionDeviceKey, provisionDeviceSecret, token } = (body ?? {}) as Record<string, unknown>;
  const { rows } = await writer.query<{ value: { key: string; secret: string } }>(
    'select value from setting where key = $1',
    [KEY],
  );
  const wanted = rows[0]?.value;
  if (typeof deviceName !== 'string' || deviceName === '' || deviceName.length > 200 || deviceName.includes('\u0000'))
    return { status: 'FAILURE', errorMsg: 'deviceName is missing' };
  if (!wanted || !same(provisionDeviceKey, wanted.key) || !same(provisionDeviceSecret, wanted.secret))
    return { status: 'NOT_FOUND', errorMsg: 'the provisioning key or secret is not known' };
  const made =
    typeof token === 'string' && token.length >= 20 && token.length <= 200
      ? token
      : randomBytes(24).toString('base64url');
  const { rowCount } = await writer.query(
    `update device set token_hash = $2, changed_at = now() where code = $1 and token_hash is null and admin = 'active'`,
    [deviceName, tokenHash(made)],
  );
  if (rowCount === 1) return { status: 'SUCCESS', credentialsType: 'ACCESS_TOKEN', credentialsValue: made };
  const { rowCount: known } = await writer.query('select from device where code = $1', [deviceName]);
  if (known === 0) tally.meet(deviceName, 'provision', JSON.stringify({ deviceName }));
  return { status: 'FAILURE', errorMsg: known ? 'the device has a token already' : 'the device waits to be claimed' };
}

/** Both are hashed first, so that the comparison takes the same time whatever they are. */
const same = (given: unknown, wanted: string): boolean =>
  typeof given === 'string' && timingSafeEqual(tokenHash(given), tokenHash(wanted));
