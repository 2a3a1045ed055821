import pg from 'pg';

// Identities and counts fit a JavaScript number; dates without time stay text so that no time zone moves them.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
// arrays of identities (int8[], which the driver has no name for) like single ones; none of ours holds a null
pg.types.setTypeParser(1016 as never, (text: string) =>
  text === '{}' ? [] : text.slice(1, -1).split(',').map(Number),
);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * A pool for one of the login roles.
 * @param ownerUrl connection string of the owner; host, port and database are taken from it
 * @param as the actor's role that every connection of the pool takes for good; none: one a transaction
 */
export function openPool(
  ownerUrl: string,
  role: 'gewu_app' | 'gewu_auth' | 'gewu_jobs' | 'gewu_vault',
  password: string,
  max: number,
  as?: 'gewu_system',
): pg.Pool {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = password;
  const pool = new pg.Pool({
    connectionString: url.href,
    max,
    idleTimeoutMillis: 30_000,
    ...(as && { options: `-c role=${as}` }),
  });
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', () => undefined); // an idle connection that breaks is replaced at the next use
  return pool;
}
