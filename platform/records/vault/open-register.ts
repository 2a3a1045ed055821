import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { createSealer } from '../../access/seal.ts';
import type { Context } from '../../http/context.ts';
import { type KeyStore, openKeyStore } from './key-store.ts';

/** What is sealed of a subject. */
export type Subject = {
  name: string;
  citizen: string;
  /** Street of the subject's home, nine digits, for counts; the district where it is not known. */
  area: string;
  fields: Record<string, unknown>;
};
export type OpenRegister = { keys: KeyStore; index: Buffer };

/**
 * A register ready to be searched, in a transaction that holds its lock. Where the key it is searched by is gone (a
 * database brought back from before a destruction), the register is indexed anew and what has no key any more is dropped.
 */
export async function openRegister(ctx: Context, client: pg.PoolClient, code: string): Promise<OpenRegister> {
  const keys = openKeyStore(ctx, code);
  const { rows } = await client.query<{ generation: number; filled: boolean }>(
    'select generation, exists (select from vault.subject where register = code) as filled from vault.register where code = $1',
    [code],
  );
  const { generation = 1, filled = false } = rows[0] ?? {};
  const index = await keys.get(indexName(generation));
  if (index) return { keys, index };
  if (filled) return { keys, index: await indexAnew(client, code, keys) };
  return { keys, index: await keys.make(indexName(generation)) };
}

export const indexName = (generation: number) => `index-${generation}`;

/** The name a subject is found by: tells nothing without the register's present key. */
export function personHash(index: Buffer, citizen: string): Buffer {
  return createHmac('sha256', index).update(citizen).digest();
}

export function sealSubject(key: Buffer, subject: Subject): Buffer {
  return createSealer(keyPair(key)).sealJson(subject);
}

export function openSubject(key: Buffer, sealed: Buffer): Subject {
  return createSealer(keyPair(key)).openJson(sealed) as Subject;
}

const keyPair = (key: Buffer) => ({ sealKey: key.toString('base64'), hashKey: key.toString('base64') });

/**
 * Gives every subject a new name under a new key and says which generation it is. The old key is left for the caller to
 * destroy once this is committed: from then on the names in older copies of the database lead nowhere.
 */
export async function indexAnew(client: pg.PoolClient, code: string, keys: KeyStore): Promise<Buffer> {
  const taken = (await keys.names()).flatMap((name) => /^index-(\d+)$/.exec(name)?.[1] ?? []).map(Number);
  const { rows } = await client.query<{ generation: number }>(
    'update vault.register set generation = greatest(generation, $2) + 1 where code = $1 returning generation',
    [code, Math.max(0, ...taken)],
  );
  const index = await keys.make(indexName(rows[0]?.generation ?? 1));
  const { rows: subjects } = await client.query<{ id: string; sealed: Buffer }>(
    'select id, sealed from vault.subject where register = $1',
    [code],
  );
  for (const { id, sealed } of subjects) {
    const key = await keys.get(id);
    if (key)
      await client.query('update vault.subject set person = $2 where id = $1', [
        id,
        personHash(index, openSubject(key, sealed).citizen),
      ]);
    else await client.query('delete from vault.subject where id = $1', [id]);
  }
  return index;
}
