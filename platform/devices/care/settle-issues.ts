import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { SYSTEM } from '../../access/actor.ts';
import { actAsSystem } from '../../cases/act-as-system.ts';
import { planReport } from '../../cases/plan-report.ts';
import { writeReportIn } from '../../cases/write-reports.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import { describeIssue, nameIssue } from './describe-issue.ts';
import { placeIssues } from './place-issues.ts';
import { type ReadyIssue, readReadyIssues } from './read-ready-issues.ts';

const MOST_NAMED = 30;

/**
 * Decides to which case every new issue belongs: to the one of its place that nobody has yet done, else to a new one.
 * A gateway that is silent, or a place where most are, is one cause and one case. Issue, case and what the case was told
 * are written together; the database lets one open case stand for a place.
 * @returns how many issues were settled
 */
export async function settleIssues(
  ctx: Context,
  profiles: ReadonlyMap<string, LoadedProfile>,
  now = new Date(),
): Promise<number> {
  let settled = 0;
  // first what stands by itself, then what waits for the case of its gateway
  for (const behind of [false, true]) {
    const ready = await withSystem(ctx.pool, (_db, client) => readReadyIssues(client, profiles.values(), now, behind));
    const placed = await withSystem(ctx.pool, (_db, client) => placeIssues(client, profiles.values(), ready));
    for (const [place, issues] of Map.groupBy(placed, (one) => one.place))
      settled += await withSystem(ctx.pool, (_db, client) =>
        visit(
          ctx,
          client,
          place,
          issues.map((one) => one.issue),
        ),
      );
  }
  return settled;
}

async function visit(
  ctx: Context,
  client: pg.PoolClient,
  place: string,
  ready: readonly ReadyIssue[],
): Promise<number> {
  // two servers that settle issues of one place do so one after the other
  await client.query('select pg_advisory_xact_lock(610402, hashtext($1))', [`care/${place}`]);
  const { rows: left } = await client.query<{ id: number }>(
    'select id from device_issue where id = any($1) and settled_at is null and healed_at is null order by id for update',
    [ready.map((issue) => issue.id)],
  );
  const free = new Set(left.map((one) => one.id));
  const issues = ready.filter((issue) => free.has(issue.id));
  if (issues.length === 0) return 0;
  const caseId = (await joinVisit(ctx, client, place, issues)) ?? (await openVisit(ctx, client, place, issues));
  await client.query('update device_issue set settled_at = now(), case_id = $2 where id = any($1)', [
    issues.map((issue) => issue.id),
    caseId,
  ]);
  return issues.length;
}

/** The case of the place, told what came; none where there is none, or where somebody has done it already. */
async function joinVisit(
  ctx: Context,
  client: pg.PoolClient,
  place: string,
  issues: readonly ReadyIssue[],
): Promise<number | undefined> {
  const { rows } = await client.query<{ case_id: number; state: string }>(
    'select v.case_id, c.state from device_visit v join cases c on c.id = v.case_id where v.place = $1 and v.closed_at is null for update of c',
    [place],
  );
  const open = rows[0];
  if (!open) return undefined;
  if (!['raised', 'on_way', 'well'].includes(open.state)) {
    await client.query('update device_visit set closed_at = now() where case_id = $1', [open.case_id]);
    return undefined;
  }
  await actAsSystem(ctx, client, open.case_id, {
    actId: randomUUID(),
    act: open.state === 'well' ? 'again' : 'grown',
    note: listIssues(issues, 'both'),
    data: { issues: issues.map((issue) => issue.id) },
  });
  return open.case_id;
}

async function openVisit(
  ctx: Context,
  client: pg.PoolClient,
  place: string,
  issues: readonly ReadyIssue[],
): Promise<number> {
  const [first] = issues as [ReadyIssue];
  const wide = place.startsWith('area:') ? place.slice('area:'.length) : undefined;
  const report = await planReport(ctx, SYSTEM, {
    actId: randomUUID(),
    procedure: 'device-care',
    title: await titleOf(ctx, place, issues),
    description: listIssues(issues, 'zh'),
    area: wide ?? first.area,
    ...(!wide && first.lon !== null && first.lat !== null && { lon: first.lon, lat: first.lat }),
    ...(!wide && first.place && { place: first.place }),
    urgency: 'normal',
    source: 'device',
    channel: 'device',
    attributes: { care: place, device: first.device, issues: issues.slice(0, MOST_NAMED).map((issue) => issue.id) },
  });
  await writeReportIn(client, report);
  await client.query('insert into device_visit (case_id, place) values ($1, $2)', [report.row.id, place]);
  return report.row.id;
}

async function titleOf(ctx: Context, place: string, issues: readonly ReadyIssue[]): Promise<string> {
  const [first] = issues as [ReadyIssue];
  const devices = new Set(issues.map((issue) => issue.device)).size;
  const { areas } = ctx.caches;
  const name = async (code: string) => (await areas.get(code))?.name ?? code;
  if (place.startsWith('area:')) {
    const code = place.slice('area:'.length);
    if (issues.every((issue) => issue.kind === 'offline') && code.length < 15)
      return `大面积离线：${await name(code)} ${devices} 台设备`;
  }
  if (place.startsWith('gateway:'))
    return `网关离线：${first.gateway ?? first.name}，其后 ${first.speaksFor || devices} 台设备`;
  if (devices === 1) return `${nameIssue(first.kind).zh}：${first.name}`;
  const community = first.area.length > 12 ? await name(first.area.slice(0, 12)) : '';
  return `设备维护：${community}${await name(first.area)} ${devices} 台设备`;
}

/** One line an issue; of very many the first, and how many more there are. */
function listIssues(issues: readonly ReadyIssue[], language: 'zh' | 'both'): string {
  const lines = issues.slice(0, MOST_NAMED).map(({ name, code, kind, figures }) => {
    const { zh, en } = describeIssue(kind, figures);
    return `${name}（${code}）：${zh}${language === 'both' ? ` · ${en}` : ''}`;
  });
  const more = issues.length - lines.length;
  if (more > 0) lines.push(language === 'both' ? `另有 ${more} 项 · ${more} more` : `另有 ${more} 项`);
  return lines.join('\n');
}
