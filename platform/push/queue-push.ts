import type pg from 'pg';
import { type Face, type Language, type PushNote, sayNote } from './push-note.ts';

/**
 * Puts a note into the outbox for every phone of some accounts, within the transaction of what there is to tell: it is
 * sent if and only if that is committed. Who has no phone is passed over.
 * @param client in a transaction as the system
 * @returns how many phones will be told
 */
export async function queuePush(
  client: Pick<pg.PoolClient, 'query'>,
  accounts: readonly string[],
  note: PushNote,
  now = new Date(),
): Promise<number> {
  if (accounts.length === 0) return 0;
  const { rows } = await client.query<{ id: number; account: string; face: Face; language: Language }>(
    'select id, account, face, language from push_subscription where account = any($1)',
    [[...new Set(accounts)]],
  );
  if (rows.length === 0) return 0;
  await client.query(
    `insert into push_note (account, subscription, kind, ref, topic, payload, urgency, made_at, expires_at, next_at)
     select x.account, x.id, $2, $3, $4, x.payload, $5, $6, $7, $6 from jsonb_to_recordset($1) as x(id bigint, account text, payload jsonb)
     on conflict (subscription, topic) where next_at is not null do update set account = excluded.account, kind = excluded.kind,
       ref = excluded.ref, payload = excluded.payload, urgency = excluded.urgency, made_at = excluded.made_at,
       expires_at = excluded.expires_at, next_at = excluded.next_at, tries = 0, version = push_note.version + 1`,
    [
      JSON.stringify(
        rows.map(({ id, account, face, language }) => ({ id, account, payload: sayNote(note, face, language) })),
      ),
      note.kind,
      note.ref,
      note.topic,
      note.urgency,
      now,
      new Date(now.getTime() + note.ttl * 1000),
    ],
  );
  return rows.length;
}
