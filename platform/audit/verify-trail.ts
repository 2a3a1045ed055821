import type pg from 'pg';
import { withSystem } from '../db/with-actor.ts';
import { type AuditFacts, hashEvent } from './record-event.ts';
import { digestRows, hashSeal, type Seal, STREAMS } from './seal-trail.ts';
import { GENESIS, hashStep, type StepFacts } from './step-hash.ts';

export type Fault = { where: string; what: string };
export type Verdict = { steps: number; events: number; seals: number; faults: Fault[] };

const MOST_FAULTS = 100;

/**
 * Recomputes every hash of the trail in one consistent reading and says where it was tampered with: a changed or
 * missing step, a case row that does not end at its last step, a changed audit row, a broken or missing seal.
 * @param onProgress called with the number of steps read so far
 */
export async function verifyTrail(pool: pg.Pool, onProgress?: (steps: number) => void): Promise<Verdict> {
  return withSystem(pool, async (_db, client) => {
    await client.query('set transaction isolation level repeatable read, read only');
    const verdict: Verdict = { steps: 0, events: 0, seals: 0, faults: [] };
    const fault = (where: string, what: string) => {
      if (verdict.faults.length < MOST_FAULTS) verdict.faults.push({ where, what });
    };
    await verifySteps(client, verdict, fault, onProgress);
    await verifyEvents(client, verdict, fault);
    await verifySeals(client, verdict, fault);
    return verdict;
  });
}

type Report = (where: string, what: string) => void;

async function* pages<T>(client: pg.PoolClient, name: string, query: string): AsyncGenerator<T[]> {
  await client.query(`declare ${name} no scroll cursor for ${query}`);
  for (;;) {
    const { rows } = await client.query(`fetch 5000 from ${name}`);
    if (rows.length === 0) break;
    yield rows as T[];
  }
  await client.query(`close ${name}`);
}

async function verifySteps(
  client: pg.PoolClient,
  verdict: Verdict,
  fault: Report,
  onProgress?: (steps: number) => void,
): Promise<void> {
  type Row = StepFacts & { prev: Buffer; hash: Buffer; head: Buffer | null; total: number | null };
  const query = `select s.case_id, s.seq, s.act, s.from_state, s.to_state, s.account, s.post, s.at, s.due_at, s.left_ms, s.note, s.data, s.files, s.act_id, s.prev, s.hash, c.head, c.steps as total
    from cases c full join step s on s.case_id = c.id order by coalesce(s.case_id, c.id), s.seq`;
  let before: Row | undefined;
  const finish = (row: Row | undefined) => {
    if (!row) return;
    if (row.total !== null && row.seq !== row.total)
      fault(`case ${row.case_id}`, `its row speaks of ${row.total} steps, the trail ends at ${row.seq}`);
    else if (row.head && !row.head.equals(row.hash))
      fault(`case ${row.case_id}`, 'its row does not end at its last step');
  };
  for await (const page of pages<Row>(client, 'steps', query)) {
    for (const row of page) {
      if (row.case_id === null) {
        fault('cases', 'a case without any step');
        continue;
      }
      const first = before?.case_id !== row.case_id;
      if (first) finish(before);
      const where = `case ${row.case_id} step ${row.seq}`;
      const expected = first ? { seq: 1, prev: GENESIS } : { seq: (before as Row).seq + 1, prev: (before as Row).hash };
      if (row.seq !== expected.seq) fault(where, `step ${expected.seq} is missing`);
      else if (!row.prev.equals(expected.prev)) fault(where, 'does not follow the step before it');
      if (!hashStep(row.prev, row).equals(row.hash)) fault(where, 'was changed after it was written');
      before = row;
    }
    verdict.steps += page.length;
    onProgress?.(verdict.steps);
  }
  finish(before);
}

async function verifyEvents(client: pg.PoolClient, verdict: Verdict, fault: Report): Promise<void> {
  type Row = AuditFacts & { id: number; hash: Buffer };
  for await (const page of pages<Row>(
    client,
    'events',
    'select id, at, account, post, kind, case_id, area, subject, data, hash from audit_event order by id',
  )) {
    for (const row of page)
      if (!hashEvent(row).equals(row.hash)) fault(`audit ${row.id}`, 'was changed after it was written');
    verdict.events += page.length;
  }
}

async function verifySeals(client: pg.PoolClient, verdict: Verdict, fault: Report): Promise<void> {
  for (const stream of STREAMS) {
    const { rows: seals } = await client.query<Seal>(
      'select stream, n, upto::text, rows, digest, prev, hash, at from audit_seal where stream = $1 order by n',
      [stream],
    );
    let from = '0';
    let prev: Buffer = Buffer.alloc(32);
    for (const [i, seal] of seals.entries()) {
      const where = `seal ${stream} ${seal.n}`;
      if (seal.n !== i + 1) fault(where, `seal ${i + 1} is missing`);
      if (!seal.prev.equals(prev) || !hashSeal(seal).equals(seal.hash))
        fault(where, 'was changed after it was written');
      const found = await digestRows(client, stream, from, seal.upto);
      if (found.rows !== seal.rows)
        fault(where, `covered ${seal.rows} rows, ${found.rows} are there: rows were taken out or put in`);
      else if (!found.digest.equals(seal.digest)) fault(where, 'does not fit the rows it covers');
      from = seal.upto;
      prev = seal.hash;
    }
    verdict.seals += seals.length;
  }
}
