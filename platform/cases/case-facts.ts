/**
 * Facts about a case that indicators count, each as SQL over `cases c`, with `{now}` for the moment limits are judged
 * at. The counts and the lists that open behind a number use the same text, so they cannot drift apart.
 *
 * Names of indicators are published, formulas are not: these are working definitions, told beside each number.
 */
const COUNTED = `(c.merged_into is null and c.state not in ('void', 'withdrawn', 'draft'))`;

/** When the matter was answered: work done, else closed, else ended in another way (not accepted). */
const REPLIED_AT = '(coalesce(c.handled_at, c.closed_at, case when not c.open then c.stage_from end))';

/** When the work was done; null while it is still to do (after a failed check it is to do again). */
const DONE_AT = `(case when not c.open or c.closed_at is not null or (c.handled_at is not null and c.stage not in ('collect', 'file', 'dispatch', 'handle', 'apply', 'accept', 'review'))
  then ${REPLIED_AT} end)`;

/** The first answer of staff; a reply given in one go (an import, a device) counts as the contact too. */
const CONTACT_AT = `coalesce(c.responded_at, ${REPLIED_AT})`;

const LIMIT_FELL = `(${COUNTED} and c.due_at is not null and (${DONE_AT} is not null or (c.due_at < {now} and c.paused_at is null and c.state <> 'suspended')))`;
const DISPATCHED = `(${COUNTED} and c.dispatched_at is not null)`;
const CALLED = `(${COUNTED} and (c.solved is not null or c.rating is not null))`;
const CLOSED_IN_TIME = `(c.closed_at is not null and (c.due_at is null or ${DONE_AT} <= c.due_at))`;
const RECEIPT = `exists (select from step s where s.case_id = c.id and s.from_state = 'assigning' and s.to_state = 'handling'`;

/** Another report of the same matter within 30 days of closing, by the same reporter or within some 50 m, in one community. */
const REPEATED = `(${COUNTED} and c.matter is not null and length(c.area) >= 12 and exists (select from cases b
  where b.id <> c.id and b.matter = c.matter and b.area >= left(c.area, 12) and b.area < left(c.area, 12) || ':' and b.merged_into is null
    and b.closed_at <= c.opened_at and b.closed_at > c.opened_at - interval '30 days'
    and (b.reporter = c.reporter or (abs(b.lat - c.lat) < 0.0005 and abs(b.lon - c.lon) < 0.0006) or b.place = c.place)))`;

export const CASE_FACTS = {
  counted: COUNTED,
  excluded: `(not ${COUNTED})`,
  due_contact: `(${COUNTED} and (${CONTACT_AT} is not null or c.overdue_at is not null))`,
  responded: `(${COUNTED} and ${CONTACT_AT} is not null and (c.overdue_at is null or c.overdue_at >= ${CONTACT_AT}))`,
  answered: `(${COUNTED} and c.solved is not null)`,
  solved: `(${COUNTED} and c.solved)`,
  rated: `(${COUNTED} and c.rating is not null)`,
  satisfied: `(${COUNTED} and c.rating >= 4)`,
  called: CALLED,
  dissatisfied: `(${CALLED} and (c.rating <= 2 or (c.rating is null and not c.solved)))`,
  limit_fell: LIMIT_FELL,
  on_time: `(${LIMIT_FELL} and ${DONE_AT} <= c.due_at)`,
  overdue: `(${LIMIT_FELL} and (${DONE_AT} is null or ${DONE_AT} > c.due_at))`,
  dispatched: DISPATCHED,
  returned: `(${DISPATCHED} and c.returns > 0)`,
  receipt_due: `(${DISPATCHED} and (${RECEIPT}) or (c.state = 'assigning' and c.stage_due_at < {now})))`,
  received: `(${DISPATCHED} and ${RECEIPT} and (s.left_ms is null or s.left_ms >= 0)))`,
  closed: `(${COUNTED} and (c.closed_at is not null or c.redos > 0))`,
  redone: `(${COUNTED} and c.redos > 0)`,
  repeated: REPEATED,
  closed_on_time: `(${DISPATCHED} and ${CLOSED_IN_TIME})`,
  closed_late: `(${DISPATCHED} and c.closed_at is not null and not ${CLOSED_IN_TIME})`,
  unclosed: `(${DISPATCHED} and c.closed_at is null)`,
  suspended: `(${COUNTED} and c.state = 'suspended')`,
} as const satisfies Record<string, string>;

export type CaseFact = keyof typeof CASE_FACTS;

export const CASE_FACT_NAMES = Object.keys(CASE_FACTS) as CaseFact[];

/** SQL condition of a fact over `cases c`. @param now SQL of the moment limits are judged at */
export function factSql(fact: CaseFact, now = 'now()'): string {
  return CASE_FACTS[fact].replaceAll('{now}', now);
}

/** SQL of hours from opening to the reply; null while there is none. */
export const REPLY_HOURS_SQL = `(case when ${COUNTED} then extract(epoch from ${REPLIED_AT} - c.opened_at) / 3600 end)`;
