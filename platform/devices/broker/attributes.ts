import type pg from 'pg';

export type Attributes = Record<string, unknown>;

const MOST = 200;

/** Whether a payload is what a device may set: a flat object of moderate size. */
export const isAttributes = (value: unknown): value is Attributes =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length <= MOST &&
  Object.keys(value).every((key) => key.length > 0 && key.length <= 80 && !key.includes('\u0000')) &&
  !JSON.stringify(value).includes('\\u0000');

/** Keeps attributes of a device; rules that look at them are judged anew at the next refresh of the device book. */
export async function keepAttributes(
  writer: pg.Pool,
  device: number,
  scope: 'client' | 'shared' | 'server',
  attributes: Attributes,
): Promise<void> {
  await writer.query(
    `with a as (insert into device_attribute (device, scope, key, value, at)
       select $1, $2, key, value, now() from jsonb_each($3::jsonb)
       on conflict (device, scope, key) do update set value = excluded.value, at = now()
       where device_attribute.value is distinct from excluded.value returning 1)
     update device set changed_at = now() where id = $1 and exists (select from a)`,
    [device, scope, JSON.stringify(attributes)],
  );
}

/** What a device asks to know of its own attributes; without names it gets all of both kinds. */
export async function readAttributes(
  writer: pg.Pool,
  device: number,
  keys: { client?: readonly string[] | undefined; shared?: readonly string[] | undefined },
): Promise<{ client: Attributes; shared: Attributes }> {
  const all = !keys.client && !keys.shared;
  const { rows } = await writer.query<{ scope: 'client' | 'shared'; key: string; value: unknown }>(
    `select scope, key, value from device_attribute where device = $1 and scope in ('client', 'shared')
     and ($2 or (scope = 'client' and key = any($3)) or (scope = 'shared' and key = any($4))) order by key`,
    [device, all, keys.client ?? [], keys.shared ?? []],
  );
  const of = (scope: string) =>
    Object.fromEntries(rows.filter((row) => row.scope === scope).map((row) => [row.key, row.value]));
  return { client: of('client'), shared: of('shared') };
}

/** Splits `a,b` as devices send it. */
export const keyList = (text: unknown): string[] | undefined =>
  typeof text === 'string' && text !== ''
    ? text
        .split(',')
        .map((key) => key.trim())
        .slice(0, MOST)
    : undefined;
