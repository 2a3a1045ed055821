import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { Actor } from '../access/actor.ts';
import { scopeOf } from './scope-of.ts';
import type { DB as Database } from './types.ts';

/** The database inside one transaction, as one actor. */
export type Db = Kysely<Database>;

/**
 * Runs `fn` in one transaction under the actor's database role and scope, so that row-level security holds the
 * boundary even where the code above errs. `begin` and the scope travel in one round trip; `set local` takes no
 * parameters, hence `scopeOf` lets only checked values through.
 * @returns what `fn` returns, after commit; on any error the transaction is rolled back and the error goes on
 */
export async function withActor<T>(
  pool: pg.Pool,
  actor: Actor,
  fn: (db: Db, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return inTransaction(pool, `begin; ${scopeOf(actor)}`, fn);
}

/** Runs `fn` as the system: the clock, jobs, and writes that a checked act has earned. */
export async function withSystem<T>(pool: pg.Pool, fn: (db: Db, client: pg.PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(pool, 'begin; set local role gewu_system', fn);
}

async function inTransaction<T>(
  pool: pg.Pool,
  begin: string,
  fn: (db: Db, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(begin);
    const result = await fn(bind(client), client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // a connection that cannot even roll back is thrown away
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}

/** A Kysely that speaks through one checked-out connection and never gives it back itself. */
function bind(client: pg.PoolClient): Db {
  const single = { query: client.query.bind(client), release: () => undefined } as unknown as pg.PoolClient;
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool: { connect: async () => single, end: async () => undefined, options: {} } }),
  });
}
