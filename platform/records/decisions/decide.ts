import type pg from 'pg';
import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { type Db, withSystem } from '../../db/with-actor.ts';
import type { RecordsContext } from '../records-context.ts';
import { inTurn } from './in-turn.ts';
import { requireSight } from './lock-entities.ts';
import { planCorrection } from './plan-correction.ts';
import { planMerge } from './plan-merge.ts';
import { planSplit } from './plan-split.ts';
import type { DecisionData, Wanted } from './wanted.ts';

export type Decided = {
  decision: number;
  /** Entities that look different now. */
  entities: number[];
  /** split: the entity that was made */
  made?: number;
};

/** What a decision comes to: what is kept of it, and what is to be done in its transaction. */
export type Plan = {
  entities: readonly number[];
  area: string;
  data: DecisionData;
  made?: number;
  /** Carries it out. @returns entities that look different now */
  carryOut(decision: number): Promise<number[]>;
};

/**
 * Decides about the base: two entities are one (merge, and `same` as an answer) or two (`differ`), some rows are
 * another's (split), a field is wrong (correct). In one transaction the rows are pinned, the entities concerned worked
 * out anew, and the decision recorded with the audit event and what was there before. Pins win over every later run; a
 * correction holds until a row brings a newer fact, see entities/survive-fields.ts. `undoDecision` takes it back.
 * @param actor who must see the entities; that the post may decide at all is for the caller to check
 * @throws Problem 404 when an entity is not in sight, 409 when it was merged away meanwhile, 422 when it makes no sense
 */
export async function decide(ctx: RecordsContext, actor: Actor, wanted: Wanted): Promise<Decided> {
  const named = 'entities' in wanted ? wanted.entities : [wanted.entity];
  await requireSight(ctx, actor, named);
  return inTurn(() =>
    withSystem(ctx.pool, async (db, client) => {
      const plan = await makePlan(ctx, client, wanted);
      const decision = await writeDecision(client, actor, wanted, plan);
      const entities = await plan.carryOut(decision);
      await recordDecision(db, actor, wanted, plan, decision);
      return { decision, entities, ...(plan.made !== undefined && { made: plan.made }) };
    }),
  );
}

function makePlan(ctx: RecordsContext, client: pg.ClientBase, wanted: Wanted): Promise<Plan> {
  switch (wanted.kind) {
    case 'merge':
    case 'same':
    case 'differ':
      return planMerge(ctx, client, wanted);
    case 'split':
      return planSplit(ctx, client, wanted);
    case 'correct':
      return planCorrection(ctx, client, wanted);
  }
}

/** The moment is taken under the lock, so that a run knows which decisions came before it. */
async function writeDecision(client: pg.ClientBase, actor: Actor, wanted: Wanted, plan: Plan): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `insert into decision (kind, entities, data, case_id, account, post, reason, at) values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp()) returning id`,
    [
      wanted.kind,
      plan.entities,
      JSON.stringify(plan.data),
      wanted.caseId ?? null,
      actor.account,
      actor.kind === 'staff' ? actor.post.id : null,
      wanted.reason,
    ],
  );
  return rows[0]?.id as number;
}

async function recordDecision(db: Db, actor: Actor, wanted: Wanted, plan: Plan, decision: number): Promise<void> {
  await recordEvent(db, actor, {
    kind: `record-${wanted.kind}`,
    area: plan.area,
    subject: `entity:${plan.entities[0]}`,
    ...(wanted.caseId !== undefined && { caseId: wanted.caseId }),
    data: { decision, entities: plan.entities, ...(wanted.kind === 'correct' && { field: wanted.field }) },
  });
}
