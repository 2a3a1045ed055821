import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';

/** A case as tests of indicators describe it; hours count from a given moment, or from opening. */
export type CaseLook = {
  area: string;
  state: string;
  openedH: number;
  matter?: string | null;
  unit?: number | null;
  respondedH?: number | null;
  handledH?: number | null;
  dueH?: number | null;
  overdueH?: number | null;
  rating?: number | null;
  solved?: boolean | null;
  returns?: number;
  redos?: number;
  reporter?: string | null;
  /** Whether a unit took the dispatched case over, late or in time. */
  receivedLate?: boolean | null;
};

const STAGES: Record<string, string> = {
  reported: 'collect',
  assigning: 'dispatch',
  handling: 'handle',
  verifying: 'verify',
  closed: 'evaluate',
  void: 'collect',
  suspended: 'handle',
};
const COLUMNS = [
  'area',
  'matter',
  'unit',
  'state',
  'stage',
  'open',
  'opened_at',
  'responded_at',
  'handled_at',
  'closed_at',
  'dispatched_at',
  'due_at',
  'stage_due_at',
  'overdue_at',
  'rating',
  'solved',
  'returns',
  'redos',
  'reporter',
];

function columnsOf(look: CaseLook, now: Date): unknown[] {
  const opened = new Date(now.getTime() + look.openedH * 3_600_000);
  const after = (hours: number | null | undefined) =>
    hours == null ? null : new Date(opened.getTime() + hours * 3_600_000);
  const closed = look.state === 'closed';
  const handled = after(look.handledH);
  return [
    look.area,
    look.matter ?? null,
    look.unit ?? null,
    look.state,
    STAGES[look.state] ?? 'collect',
    !closed && look.state !== 'void',
    opened,
    after(look.respondedH),
    handled,
    closed ? (handled ?? after(48)) : null,
    look.unit ? after(1) : null,
    after(look.dueH),
    closed ? null : after(look.dueH),
    after(look.overdueH),
    look.rating ?? null,
    look.solved ?? null,
    look.returns ?? 0,
    look.redos ?? 0,
    look.reporter ?? null,
  ];
}

/** Writes a case and its first step as they would stand after a history. @returns its id */
export async function plantCase(db: pg.Pool | pg.PoolClient, look: CaseLook, now: Date): Promise<number> {
  const values = columnsOf(look, now);
  const { rows } = await db.query<{ id: string }>(
    `insert into cases (${COLUMNS.join(', ')}, procedure, procedure_version, source, channel, title, description, route_reason, stage_from, steps, head, updated_at, search)
     values (${COLUMNS.map((_, i) => `$${i + 1}`).join(', ')}, 'standard-matter', 1, 'resident', 'app', 't', 'd', 'said', $7, 1, '\\x00', $7, '') returning id`,
    values,
  );
  const id = Number(rows[0]?.id);
  await addStep(db, id, 1, 'report', null, look.state, null);
  if (look.receivedLate != null)
    await addStep(db, id, 2, 'assign', 'assigning', 'handling', look.receivedLate ? -1000 : 1000);
  return id;
}

/** Changes a case to another look and appends a step, as every act does. */
export async function moveCase(db: pg.Pool, id: number, look: CaseLook, now: Date): Promise<void> {
  await db.query(
    `update cases set (${COLUMNS.join(', ')}) = row(${COLUMNS.map((_, i) => `$${i + 2}`).join(', ')}) where id = $1`,
    [id, ...columnsOf(look, now)],
  );
  const { rows } = await db.query<{ n: number }>('select max(seq) + 1 as n from step where case_id = $1', [id]);
  await addStep(db, id, rows[0]?.n ?? 1, 'note', look.state, look.state, null);
}

async function addStep(
  db: pg.Pool | pg.PoolClient,
  id: number,
  seq: number,
  act: string,
  from: string | null,
  to: string,
  leftMs: number | null,
): Promise<void> {
  await db.query(
    `insert into step (case_id, seq, act, from_state, to_state, account, at, left_ms, act_id, request, prev, hash) values ($1, $2, $3, $4, $5, 'a', now(), $6, $7, '\\x00', '\\x00', $8)`,
    [id, seq, act, from, to, leftMs, randomUUID(), randomBytes(32)],
  );
}
