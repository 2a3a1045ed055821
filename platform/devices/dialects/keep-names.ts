import type pg from 'pg';
import type { KnownDevice } from '../intake/intake-types.ts';
import type { Tally } from '../intake/keep-tally.ts';
import type { Dialect } from './dialect-types.ts';
import type { ToldName } from './read-names.ts';

/**
 * Keeps how a bridge calls the devices behind it, and what it tells of make and firmware of those that are ours; those
 * that nobody registered go to the list of claims with a guess of what they are. The list is the bridge's whole list: a
 * name that is no longer on it is forgotten.
 */
export async function keepNames(
  writer: pg.Pool,
  tally: Tally,
  bridge: KnownDevice,
  dialect: Dialect,
  told: readonly ToldName[],
): Promise<void> {
  const names = [...new Map(told.map((one) => [one.name, one])).values()];
  const { rows } = await writer.query<{ code: string }>(
    `with told as (select * from json_to_recordset($2::json) as x(name text, code text, maker text, model text, firmware text)),
       gone as (delete from bridge_name where bridge = $1 and name <> all(select name from told)),
       kept as (insert into bridge_name (bridge, name, code) select $1, name, code from told
         on conflict (bridge, name) do update set code = excluded.code where bridge_name.code <> excluded.code),
       made as (update device d set maker = coalesce(t.maker, d.maker), model = coalesce(t.model, d.model),
           firmware = coalesce(t.firmware, d.firmware)
         from (select distinct on (code) * from told) t where d.code = t.code and d.parent = $1
           and (d.maker, d.model, d.firmware) is distinct from (coalesce(t.maker, d.maker), coalesce(t.model, d.model), coalesce(t.firmware, d.firmware)))
     select t.code from told t where not exists (select from device d where d.code = t.code)`,
    [bridge.id, JSON.stringify(names)],
  );
  const unknown = new Set(rows.map(({ code }) => code));
  for (const { code, name, maker, model, keys } of names)
    if (unknown.has(code) && !/[/#+]/.test(code)) {
      const measured = keys.find((key) => dialect.guess && Object.hasOwn(dialect.guess, key));
      const sample = [name, maker, model].filter(Boolean).join(' · ');
      tally.meet(code, `${dialect.dialect} ${bridge.code}`, sample, measured && dialect.guess?.[measured]);
    }
}

/** The code of what a bridge calls by a name; undefined where it never told. */
export async function codeOfName(writer: pg.Pool, bridge: number, name: string): Promise<string | undefined> {
  const { rows } = await writer.query<{ code: string }>(
    { name: 'bridge-name', text: 'select code from bridge_name where bridge = $1 and name = $2' },
    [bridge, name],
  );
  return rows[0]?.code;
}
