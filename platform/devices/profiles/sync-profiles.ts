import type pg from 'pg';
import type { LoadedProfile } from './profile-types.ts';

/**
 * Brings the declared profiles into the database, for the faces and for other servers. A profile that is no longer
 * declared is retired: its devices stay, nothing new can be made of it.
 */
export async function syncProfiles(
  writer: Pick<pg.ClientBase, 'query'>,
  profiles: ReadonlyMap<string, LoadedProfile>,
): Promise<void> {
  const rows = [...profiles.values()].map(({ hash, ...declaration }) => ({
    key: declaration.profile,
    hash,
    declaration,
  }));
  await writer.query(
    `insert into device_profile (key, declaration, hash)
     select key, declaration, hash from json_to_recordset($1) as x(key text, declaration json, hash text)
     on conflict (key) do update set declaration = excluded.declaration, hash = excluded.hash, retired_at = null
     where device_profile.hash <> excluded.hash or device_profile.retired_at is not null`,
    [JSON.stringify(rows)],
  );
  await writer.query('update device_profile set retired_at = now() where retired_at is null and key <> all($1)', [
    [...profiles.keys()],
  ]);
}
