import { createHash } from 'node:crypto';
import type { Attributes } from '@gewu/alarms/types';
import type pg from 'pg';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import type { KnownDevice } from './intake-types.ts';

export type DeviceBook = {
  /** A device that this server has met and that was not changed since, without waiting. */
  known(id: number): KnownDevice | undefined;
  byId(id: number): Promise<KnownDevice | undefined>;
  byToken(token: string): Promise<KnownDevice | undefined>;
  byCode(code: string): Promise<KnownDevice | undefined>;
  /** Several at once, one query for those not yet known. */
  byIds(ids: readonly number[]): Promise<Map<number, KnownDevice>>;
  /**
   * Forgets what was changed since the last call, by whichever server.
   * @returns devices that were known here and must be judged anew
   */
  refresh(): Promise<number[]>;
};

/** What is kept of a token: enough to know it again, nothing to use it with. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

type Row = {
  id: number;
  code: string;
  area: string;
  parent: number | null;
  admin: KnownDevice['admin'];
  profile: string;
  organisation: number | null;
  token_hash: Buffer | null;
};

/**
 * The devices this server has met, with their profile and the attributes that rules look at. Read once, kept until
 * changed; changes by other servers are seen at the next refresh.
 * @param profileOf the declared profile by key
 */
export function createDeviceBook(writer: pg.Pool, profileOf: (key: string) => LoadedProfile | undefined): DeviceBook {
  const devices = new Map<number, KnownDevice>();
  const byCode = new Map<string, number>();
  const byHash = new Map<string, number>();
  let since = new Date(Date.now() - OVERLAP_MS);

  const load = async (where: string, value: unknown): Promise<KnownDevice[]> => {
    const { rows } = await writer.query<Row>(
      `select id, code, area, parent, admin, profile, organisation, token_hash from device where ${where}`,
      [value],
    );
    const attributes = await readAttributes(writer, rows);
    return rows.flatMap((row) => {
      const profile = profileOf(row.profile);
      if (!profile) return [];
      const device: KnownDevice = { ...pick(row), profile, attributes: attributes.get(row.id) ?? {} };
      devices.set(row.id, device);
      byCode.set(row.code, row.id);
      if (row.token_hash) byHash.set(row.token_hash.toString('hex'), row.id);
      return [device];
    });
  };
  const find = async (id: number | undefined, where: string, value: unknown) =>
    (id === undefined ? undefined : devices.get(id)) ?? (await load(where, value))[0];

  return {
    known: (id) => devices.get(id),
    byId: (id) => find(id, 'id = $1', id),
    byCode: (code) => find(byCode.get(code), 'code = $1', code),
    byToken: (token) => {
      const hash = tokenHash(token);
      return find(byHash.get(hash.toString('hex')), 'token_hash = $1', hash);
    },
    async byIds(ids) {
      const missing = ids.filter((id) => !devices.has(id));
      if (missing.length > 0) await load('id = any($1)', missing);
      return new Map(ids.flatMap((id) => (devices.has(id) ? [[id, devices.get(id) as KnownDevice]] : [])));
    },
    async refresh() {
      const from = since;
      since = new Date(Date.now() - OVERLAP_MS);
      const { rows } = await writer.query<{ id: number }>('select id from device where changed_at > $1', [from]);
      const { rows: defaults } = await writer.query<{ scope: string; owner: string }>(
        'select distinct scope, owner from device_default where at > $1',
        [from],
      );
      const changed = new Set(rows.map((row) => row.id));
      if (defaults.length > 0) for (const [id, device] of devices) if (isUnder(device, defaults)) changed.add(id);
      return [...changed].filter((id) => forget(id));
    },
  };

  function forget(id: number): boolean {
    const known = devices.get(id);
    if (!known) return false;
    devices.delete(id);
    byCode.delete(known.code);
    for (const [hash, owner] of byHash) if (owner === id) byHash.delete(hash);
    return true;
  }
}

/** Clocks of servers differ a little: what changed lately is read again rather than missed. */
const OVERLAP_MS = 5_000;

const pick = ({ id, code, area, parent, admin }: Row) => ({ id, code, area, parent, admin });

/** A change at an owner is rare: every device that is known is asked anew. */
const isUnder = (device: KnownDevice, defaults: readonly { scope: string; owner: string }[]) =>
  defaults.some(({ scope, owner }) => scope === 'owner' || device.area.startsWith(owner));

/**
 * Attributes of the device (what people set over what it is told over what it says), of its area, of its owner. For an
 * area the nearest wins, and what people set on the device itself is nearer than any area.
 */
async function readAttributes(writer: pg.Pool, rows: readonly Row[]): Promise<Map<number, Attributes>> {
  const { rows: own } = await writer.query<{ device: number; scope: string; key: string; value: unknown }>(
    `select device, scope, key, value from device_attribute where device = any($1)
     order by case scope when 'client' then 0 when 'shared' then 1 else 2 end`,
    [rows.map((row) => row.id)],
  );
  const { rows: defaults } = await writer.query<{ scope: string; owner: string; key: string; value: unknown }>(
    'select scope, owner, key, value from device_default order by length(owner)',
  );
  const ownOf = Map.groupBy(own, (one) => one.device);
  return new Map(
    rows.map((row) => {
      const mine = ownOf.get(row.id) ?? [];
      const set = mine.filter((one) => one.scope === 'server');
      const areas = defaults.filter((one) => one.scope === 'area' && row.area.startsWith(one.owner));
      const owners = defaults.filter((one) => one.scope === 'owner' && one.owner === String(row.organisation));
      return [row.id, { device: named(mine), area: named([...areas, ...set]), owner: named(owners) }];
    }),
  );
}

const named = (list: readonly { key: string; value: unknown }[]) =>
  Object.fromEntries(list.map((one) => [one.key, one.value]));
