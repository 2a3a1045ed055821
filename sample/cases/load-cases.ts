import type pg from 'pg';
import type { Context } from '../../platform/http/context.ts';
import type { Resident } from '../people/load-residents.ts';
import { makeName } from '../people/make-names.ts';
import { WELL_KNOWN } from '../people/plan-posts.ts';
import { createRandom, type Random } from '../random.ts';
import type { Photos } from '../scenes/store-photos.ts';
import { wakingHours } from './act-time.ts';
import { type Begun, beginCase, type Cast, weighGrid } from './begin-case.ts';
import { type LivedCase, liveCase, type Stage } from './live-case.ts';
import { knownMatters } from './matter-text.ts';
import type { Grid } from './place-book.ts';
import { openPostBook } from './post-book.ts';
import { restIndexes } from './rest-indexes.ts';
import { tellService } from './tell-service.ts';
import { tellStandard } from './tell-standard.ts';
import { writeCases } from './write-cases.ts';

export type CaseLoad = {
  cases: number;
  residents: readonly Resident[];
  grids: readonly Grid[];
  photos: Photos;
  seed: number;
  now: Date;
  onProgress: (done: number, total: number, label: string) => void;
};

const DAY = 86_400_000;
const RECENT = 3 * DAY;
const BATCH = 1000;
/** From this many cases on, into empty tables, indexes are built at the end. */
const LARGE = 20_000;
/** States in which, among the latest cases, some rest: a district has them all. The first two are the residents'. */
const FORGOTTEN = [
  'draft',
  'supplementing',
  'reported',
  'confirming',
  'filing',
  'dispatching',
  'assigning',
  'handling',
  'suspended',
  'handled',
  'verifying',
  'rating',
] as const;
/** States in which a grid worker has the turn. */
const WORKERS = ['reported', 'reported', 'confirming', 'handling', 'handling', 'verifying'] as const;

/**
 * Makes cases over the last days and writes them in one transaction, in the order they were opened.
 * @param client the owner, inside a transaction
 */
export async function loadCases(client: pg.Client, ctx: Context, load: CaseLoad): Promise<void> {
  const { cases: total, now, photos, onProgress } = load;
  const { rows } = await client.query<{ first: number; empty: boolean }>(
    `select nextval(pg_get_serial_sequence('cases', 'id'))::int as first, not exists (select from cases) and not exists (select from step) as empty`,
  );
  const { first, empty } = rows[0] as { first: number; empty: boolean };
  // a second load is another stretch of the district's life, not the same once more
  const random = createRandom(load.seed + first * 2 ** 32);
  const catalogue = await ctx.caches.catalogue.get();
  const book = await openPostBook(ctx.caches.posts);
  const stage: Stage = {
    ctx: { ...ctx, caches: { ...ctx.caches, posts: book.cache } },
    keeper: { rules: catalogue.rules, hours: catalogue.hours },
    book,
    random,
    now,
  };
  const cast: Cast = {
    catalogue,
    residents: load.residents,
    neighbours: Map.groupBy(load.residents, ({ home }) => home),
    shown: load.grids.filter(
      ({ code }) => WELL_KNOWN.slice(0, 2).some((known) => code.startsWith(known)) && Number(code.slice(12)) <= 2,
    ),
    callers: Array.from({ length: Math.min(4000, Math.ceil(total / 10)) }, () =>
      ctx.sealer.seal({ name: makeName(random), phone: `19${random.int(900_000_000, 999_999_999)}` }),
    ),
    grids: load.grids.flatMap((grid) => Array.from({ length: weighGrid(grid) }, () => grid)),
    matters: knownMatters(catalogue.matters).flatMap((text) => Array.from({ length: text.weight }, () => text)),
  };
  await client.query(`select setval(pg_get_serial_sequence('cases', 'id'), $1)`, [first + total]);
  const restore = total >= LARGE && empty ? await restIndexes(client) : undefined;

  const days = Math.max(90, Math.min(720, total / 1400));
  const openings = Array.from({ length: total }, () => openingTime(random, now, days)).sort((a, b) => a - b);
  const matterName = (key: string | null) => (key ? catalogue.matters.get(key)?.name : undefined);
  /** The last open report by matter and community: what a duplicate is merged into. */
  const latest = new Map<string, string>();
  const following = new Set<string>();
  let batch: Begun[] = [];
  let writing: Promise<void> = Promise.resolve();
  for (const [i, opening] of openings.entries()) {
    const age = now.getTime() - opening;
    // the people that a newcomer signs in as have something to do today
    const shown = age < 0.8 * DAY && random.chance(0.25);
    const begun = await beginCase(stage, cast, first + i, new Date(opening), shown);
    const { lived, pinned, reporter, text, origin } = begun;
    const where = `${lived.row.matter}/${lived.row.area.slice(0, 12)}`;
    const wish = shown
      ? random.pick(WORKERS)
      : age < RECENT && random.chance(0.5)
        ? random.pick(origin === 'resident' ? FORGOTTEN : FORGOTTEN.slice(2))
        : undefined;
    const acts = new Set(Object.keys(pinned.loop.loop.acts));
    const scene = {
      random,
      text,
      book,
      acts,
      origin,
      twin: latest.get(where),
      wish,
      keeps: shown && wish === 'handling',
    };
    const story = pinned.loop.loop.loop === 'service' ? tellService(scene) : tellStandard(scene, lived.row);
    await liveCase(stage, pinned, reporter, lived, story, wish);
    if (lived.row.merged_into === null && lived.row.state !== 'void') latest.set(where, lived.number);
    follow(stage, cast, lived, following);
    batch.push(begun);
    if (batch.length < BATCH && i + 1 < total) continue;
    await writing;
    // the next batch is made while this one is written
    writing = writeCases(client, batch, photos, matterName);
    writing.catch(() => undefined);
    batch = [];
    onProgress(i + 1, total, '案卷 cases');
  }
  await writing;
  await restore?.((done, of) => onProgress(done, of, '索引 indexes'));
}

/** Mostly in the day, fewer at the weekend, growing slowly. */
function openingTime(random: Random, now: Date, days: number): number {
  for (;;) {
    // a district at any moment has what came in since yesterday
    const back = (random.chance(0.03) ? 0.8 * random.next() : days * random.next() ** 1.25) * DAY;
    const at = wakingHours(now.getTime() - back, 7, 22, random);
    const weekend = [0, 6].includes(new Date(at + 8 * 3_600_000).getUTCDay());
    if (at < now.getTime() - 60_000 && !(weekend && random.chance(0.4))) return at;
  }
}

/** Neighbours who joined an open report, and the reporter of a duplicate who goes on with the case it was merged into. */
function follow({ random, now }: Stage, { residents }: Cast, lived: LivedCase, following: Set<string>): void {
  const { row } = lived;
  const add = (id: number, account: string, since: Date) => {
    if (following.has(`${id}/${account}`)) return;
    following.add(`${id}/${account}`);
    lived.followers.push({ case: id, account, since });
  };
  if (row.merged_into !== null && row.reporter) add(row.merged_into, row.reporter, row.updated_at);
  const joined =
    !row.confidential && row.merged_into === null && residents.length > 0 && random.chance(0.05) ? random.int(1, 3) : 0;
  for (let i = 0; i < joined; i++) {
    const { account } = random.pick(residents);
    const since = new Date(Math.min(row.opened_at.getTime() + random.int(1, 30) * 3_600_000, now.getTime() - 1000));
    if (account !== row.reporter && (!row.closed_at || since < row.closed_at)) add(row.id, account, since);
  }
}
