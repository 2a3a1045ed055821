import { type Actor, areaOf } from '../../access/actor.ts';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import { withActor, withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound, type Sentence } from '../../http/problem.ts';
import { readConsumers } from '../compare/read-consumers.ts';
import { readSourceBook } from '../pages/source-book.ts';
import { readBase } from '../sources/read-base.ts';
import { hideSmall } from './hide-small.ts';
import { readSourceFreshness } from './read-source-freshness.ts';

const base = readBase(CATALOGUE_DIR);
const { purposes } = readConsumers();

/** Counts by measure and part, as the table has them for one area. */
type Counts = Map<string, number>;
const key = (measure: string, part = '') => `${measure} ${part}`;

/**
 * What sharing brings in an area: rows collected and reused, duplicates avoided, coverage, freshness, doubts, and who
 * feeds and uses what. From the precomputed table; counts of people below ten are hidden.
 * @param within an area inside the actor's own; departments see the district's totals
 * @throws Problem 404 for an area out of sight
 */
export async function readSharing(ctx: Context, actor: Actor, within?: string) {
  const isDepartment = actor.kind === 'staff' && actor.post.organisationKind === 'department';
  const own = areaOf(actor).slice(0, 12);
  const area = within ?? own;
  if (!area.startsWith(own) || (isDepartment && area !== own)) throw notFound({ zh: '区域', en: 'The area' });
  const { counts, children, state } = await withActor(ctx.pool, actor, async (_db, client) => {
    const { rows } = await client.query<{ area: string; measure: string; part: string; n: number }>(
      `select area, measure, part, n from sharing_count where area = $1 or ($2 and area >= $1 and area < $1 || ':' and length(area) = length($1) + 3)`,
      [area, area.length < 12 && !isDepartment],
    );
    const { rows: states } = await client.query<{ as_of: Date }>('select as_of from sharing_state');
    const counts: Counts = new Map();
    const children = new Map<string, Counts>();
    for (const { area: where, measure, part, n } of rows) {
      if (where === area) counts.set(key(measure, part), n);
      else children.set(where, (children.get(where) ?? new Map()).set(key(measure, part), n));
    }
    return { counts, children, state: states[0] };
  });
  const of = (measure: string, part = '') => counts.get(key(measure, part)) ?? 0;
  const sum = (measure: string) =>
    [...counts].reduce((total, [name, n]) => (name.startsWith(`${measure} `) ? total + n : total), 0);
  const kinds = Object.entries(base.kinds).map(([kind, { name }]) => ({
    kind,
    name,
    entities: of('entities', kind),
    mentions: of('mentions', kind),
    shared: of('shared', kind),
  }));
  return {
    area,
    areaName: await ctx.caches.areas.name(area),
    asOf: state?.as_of.toISOString() ?? null,
    totals: {
      mentions: sum('mentions'),
      entities: sum('entities'),
      duplicates: Math.max(0, sum('mentions') - sum('entities')),
      reused: sum('reused'),
      shared: sum('shared'),
      contested: sum('contested'),
      doubtsOpen: sum('doubt-open'),
      doubtsAnswered: sum('doubt-answered'),
      searches: of('use-search'),
      opens: of('use-open'),
      looks: of('use-look'),
      compares: of('use-compare'),
    },
    kinds,
    coverage: coverageOf(of),
    freshness: ['person', 'dwelling', 'organisation'].map((kind) => ({
      kind,
      name: base.kinds[kind as keyof typeof base.kinds].name,
      ...rateOf(of, kind),
    })),
    areas: await areasOf(ctx, children),
    ...(area.length === 6 ? await flowsOf(ctx, counts) : { sources: [], feeds: [], uses: [] }),
  };
}

type Of = (measure: string, part?: string) => number;

function coverageOf(of: Of) {
  const people = of('entities', 'person');
  const rows: [string, number, number][] = [
    ['homes-lived-in', of('homes-lived-in'), of('entities', 'dwelling')],
    ['people-at-home', of('people-at-home'), people],
    ['people-with-citizen', of('with-citizen', 'person'), people],
    ['people-with-phone', of('with-phone', 'person'), people],
    ['organisations-with-phone', of('with-phone', 'organisation'), of('entities', 'organisation')],
  ];
  return rows.map(([what, part, whole]) => {
    const [shown, rest] = hideSmall([part, Math.max(0, whole - part)]);
    return { what, part: rest === null ? null : (shown ?? null), whole };
  });
}

function rateOf(of: Of, kind: string) {
  const [fresh = null, ageing = null, stale = null] = hideSmall([
    of('fresh', kind),
    of('ageing', kind),
    of('stale', kind),
  ]);
  return { fresh, ageing, stale };
}

async function areasOf(ctx: Context, children: ReadonlyMap<string, Counts>) {
  const rows = [...children].sort(([a], [b]) => (a < b ? -1 : 1));
  return Promise.all(
    rows.map(async ([code, counts]) => {
      const of: Of = (measure, part = '') => counts.get(key(measure, part)) ?? 0;
      const people = of('entities', 'person');
      const aged = of('fresh', 'person') + of('ageing', 'person') + of('stale', 'person');
      const share = (part: number, whole: number) => (whole < 10 ? null : part / whole);
      return {
        code,
        name: await ctx.caches.areas.name(code),
        people: people > 0 && people < 10 ? null : people,
        homes: of('entities', 'dwelling'),
        organisations: of('entities', 'organisation'),
        fresh: share(of('fresh', 'person'), aged),
        atHome: share(of('people-at-home'), people),
        livedIn: share(of('homes-lived-in'), of('entities', 'dwelling')),
        open: ['link', 'conflict', 'vacancy', 'stale'].reduce((total, kind) => total + of('doubt-open', kind), 0),
      };
    }),
  );
}

/** Who feeds which kinds, and which kinds are used for what by whom; flows of people below ten are left out of the uses. */
async function flowsOf(ctx: Context, counts: Counts) {
  const book = await readSourceBook(ctx);
  const freshness = await readSourceFreshness(ctx);
  const names = await withSystem(ctx.pool, (db) =>
    db.selectFrom('organisation').select(['code', 'name', 'name_en']).execute(),
  );
  const unitName = (code: string): Sentence => {
    const found = names.find((one) => one.code === code);
    if (found) return { zh: found.name, en: found.name_en ?? found.name };
    return code === 'key' ? { zh: '其他系统', en: 'Other systems' } : { zh: code, en: code };
  };
  const parts = (measure: string) =>
    [...counts].flatMap(([name, n]) =>
      name.startsWith(`${measure} `) ? [{ part: name.slice(measure.length + 1), n }] : [],
    );
  const sources = [...book.values()].map((source) => ({
    code: source.code,
    name: source.name,
    department: source.departmentName,
    category: source.category,
    frequency: source.frequency,
    purposes: source.purposes.map((purpose) => purposes[purpose] ?? { zh: purpose, en: purpose }),
    rows: counts.get(key('records', String(source.id))) ?? 0,
    ...(freshness.get(source.id) ?? { lastAt: null, late: false }),
  }));
  const feeds = parts('feeds').flatMap(({ part, n }) => {
    const [id = '', kind = ''] = part.split('>');
    const source = book.get(Number(id));
    return source ? [{ source: source.code, kind, n }] : [];
  });
  const flows = parts('use-flow');
  const shown = hideSmall(flows.map(({ n }) => n));
  const uses = flows.flatMap(({ part }, i) => {
    const [kind = '', purpose = '', unit = ''] = part.split('>');
    return [
      {
        kind,
        purpose,
        purposeName: purposes[purpose] ?? { zh: purpose, en: purpose },
        unit,
        unitName: unitName(unit),
        n: shown[i] ?? null,
      },
    ];
  });
  return { sources, feeds, uses };
}
