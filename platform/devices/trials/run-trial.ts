import type { Actor } from '../../access/actor.ts';
import { chinaDay } from '../../db/china-day.ts';
import { withActor, withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import type { Devices } from '../intake/create-devices.ts';
import type { KnownDevice } from '../intake/intake-types.ts';
import type { ProfileRule } from '../profiles/profile-types.ts';
import { addFigures, type Compared, compareEpisodes, NO_FIGURES } from './compare-episodes.ts';
import { findScope, type Scope } from './find-scope.ts';
import { type Change, type Layers, layThresholds, readLayers } from './lay-thresholds.ts';
import { tunable } from './list-choices.ts';
import { readPast } from './read-past.ts';
import { replayDevice, type Stretch } from './replay-device.ts';
import type { Outcome, TrialLine, TrialOrder } from './trial-schemas.ts';

const TOGETHER = 20;
const DAY_MS = 86_400_000;
const SHOWN = 300;
/** Readings a trial looks at: some half a minute of work. What lies beyond is said, not guessed. */
const MOST_READINGS = 2_000_000;

/**
 * Checks what is to be tried.
 * @throws Problem 404 out of sight; 422 where the rule has no such threshold there, or it must not be set so
 */
export async function prepareTrial(ctx: Context, actor: Actor, devices: Devices, order: TrialOrder) {
  const scope = await findScope(ctx, actor, devices, order);
  const rule = scope.profile.alarms.find(({ type }) => type === order.type);
  const may = new Set(rule ? tunable(scope.profile, rule, scope) : []);
  if (!rule || Object.keys(order.attributes).some((key) => !may.has(key)))
    throw new Problem(422, 'trial.threshold', {
      zh: '这条规则在这里没有可调的这个阈值。',
      en: 'The rule has no such threshold here.',
    });
  for (const [key, value] of Object.entries(order.attributes)) {
    const [least, most] = scope.profile.attributes?.[key]?.range ?? [
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ];
    if (value !== null && (value < least || value > most))
      throw new Problem(422, 'trial.range', {
        zh: `阈值须在 ${least} 到 ${most} 之间。`,
        en: `The threshold must lie between ${least} and ${most}.`,
      });
  }
  return { scope, rule };
}

/**
 * Tries thresholds on what is kept of the past: what the rule would have raised as it stands, and as tried, against what
 * its alarms turned out to be. Nothing is changed; the figures are noted, so that what is switched on later is what was
 * tried.
 * @returns how far it is, a line a few devices, and last what came of it
 */
export async function* runTrial(
  ctx: Context,
  actor: Actor,
  order: TrialOrder,
  { scope, rule }: { scope: Scope; rule: ProfileRule },
): AsyncGenerator<TrialLine> {
  const until = Date.now();
  const stretch = { since: until - order.days * DAY_MS, until };
  const keys = Object.keys(order.attributes);
  const layers = await withActor(ctx.pool, actor, (_db, client) => readLayers(client, scope.devices, keys));
  const outcome: Omit<Outcome, 'id'> = {
    figures: NO_FIGURES,
    devices: 0,
    ofDevices: scope.devices.length,
    apart: 0,
    readings: 0,
    since: new Date(stretch.since).toISOString(),
    until: new Date(until).toISOString(),
    days: [],
    list: [],
  };
  const all: Outcome['list'] = [];
  for (let i = 0; i < scope.devices.length; i += TOGETHER) {
    const some = scope.devices.slice(i, i + TOGETHER);
    const ids = some.map(({ id }) => id);
    const past = await readPast(ctx, actor, ids, rule.type, stretch, MOST_READINGS - outcome.readings);
    if (!past) break;
    for (const device of some) {
      const { history = [], alarms = [] } = past.get(device.id) ?? {};
      const trial = {
        rule,
        device,
        layers: layers.get(device.id) ?? new Map(),
        change: order.attributes,
        place: scope.place,
      };
      const { now, tried, apart } = await replayBoth(trial, history, stretch);
      const compared = compareEpisodes(now, tried, alarms);
      outcome.figures = addFigures(outcome.figures, compared.figures);
      outcome.devices += 1;
      outcome.apart += apart ? 1 : 0;
      outcome.readings += history.length;
      all.push(...compared.list.map((one) => show(device.id, scope.names.get(device.id) ?? device.code, one)));
    }
    yield { done: outcome.devices, of: scope.devices.length };
  }
  all.sort((a, b) => (a.from < b.from ? -1 : 1));
  outcome.days = countDays(all);
  // what changes is shown first where there is too much to show
  const changed = all.filter(({ fate }) => fate !== 'kept');
  outcome.list = [...changed, ...all.filter(({ fate }) => fate === 'kept')].slice(0, SHOWN);
  yield { outcome: { id: await noteTrial(ctx, actor, order, scope, outcome), ...outcome } };
}

type Trial = {
  rule: ProfileRule;
  device: KnownDevice;
  layers: ReadonlyMap<string, Layers>;
  change: Change;
  place: Scope['place'];
};

/** The same past twice; a device that the change does not reach is replayed once. */
export async function replayBoth(
  { rule, device, layers, change, place }: Trial,
  history: Parameters<typeof replayDevice>[2],
  stretch: Stretch,
) {
  const attributes = layThresholds(device.attributes, layers, change, place);
  const apart = Object.keys(change).every(
    (key) =>
      attributes.area?.[key] === device.attributes.area?.[key] &&
      attributes.device?.[key] === device.attributes.device?.[key],
  );
  const now = await replayDevice(rule, device.attributes, history, stretch);
  return { now, tried: apart ? now : await replayDevice(rule, attributes, history, stretch), apart };
}

const show = (device: number, name: string, { from, to, ...one }: Compared): Outcome['list'][number] => ({
  ...one,
  device,
  name,
  from: new Date(from).toISOString(),
  to: to === null ? null : new Date(to).toISOString(),
});

function countDays(list: Outcome['list']): Outcome['days'] {
  const days = new Map<string, Outcome['days'][number]>();
  for (const { from, fate } of list) {
    const day = chinaDay(new Date(from));
    const counts = days.get(day) ?? { day, kept: 0, gone: 0, fresh: 0 };
    counts[fate as 'kept'] += 1;
    days.set(day, counts);
  }
  return [...days.values()];
}

async function noteTrial(
  ctx: Context,
  actor: Actor,
  order: TrialOrder,
  { place, area, profile }: Scope,
  { figures, devices, ofDevices, apart, readings }: Omit<Outcome, 'id'>,
): Promise<number> {
  const { rows } = await withSystem(ctx.pool, (_db, client) =>
    client.query<{ id: number }>(
      `insert into rule_trial (area, device, profile, type, attributes, days, outcome, account, post)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
      [
        area,
        'device' in place ? place.device : null,
        profile.profile,
        order.type,
        JSON.stringify(order.attributes),
        order.days,
        JSON.stringify({ ...figures, devices, ofDevices, apart, readings }),
        actor.account,
        actor.kind === 'staff' ? actor.post.id : null,
      ],
    ),
  );
  return rows[0]?.id ?? 0;
}
