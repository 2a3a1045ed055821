import { findAttributes } from '@gewu/alarms/find-attributes';
import { type Static, Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import { Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import type { Devices } from '../intake/create-devices.ts';
import type { ProfileRule } from '../profiles/profile-types.ts';
import { addFigures, compareEpisodes, type Figures, NO_FIGURES } from './compare-episodes.ts';
import type { Episode } from './find-episodes.ts';
import { findScope, type Scope } from './find-scope.ts';
import { type Layers, readLayers } from './lay-thresholds.ts';
import { listCandidates } from './list-candidates.ts';
import { tunable } from './list-choices.ts';
import { type Past, readPast } from './read-past.ts';
import { replayDevice } from './replay-device.ts';
import { replayBoth } from './run-trial.ts';
import type { ScopeQuery } from './trial-schemas.ts';

const Count = Type.Integer({ minimum: 0 });
export const AdviceSchema = Type.Object({
  type: Type.String(),
  name: TextSchema,
  life: Type.Boolean(),
  false: Count,
  true: Count,
  small: Type.Boolean({ description: 'fewer than ten judged alarms, or fewer than three true ones' }),
  advice: Nullable(
    Type.Object(
      {
        key: Type.String(),
        name: TextSchema,
        unit: Nullable(Type.String()),
        now: Type.Number(),
        to: Type.Number(),
        gone: Type.Integer({ description: 'false alarms that there would not have been' }),
        costs: Nullable(
          Type.Object(
            { at: Type.Number(), missed: Count },
            { description: 'the nearest change that was tried and would have lost true alarms' },
          ),
        ),
      },
      { description: 'none: no change of one threshold takes a false alarm away and keeps every true one' },
    ),
  ),
});
export type Advice = Static<typeof AdviceSchema>;

const DAY_MS = 86_400_000;
/** Devices with judged alarms that are looked at, and readings of them. */
const MOST_DEVICES = 100;
const MOST_READINGS = 300_000;
const ENOUGH = { judged: 10, true: 3 };

type Judged = { id: number; past: Past; now: Episode[] };

/**
 * For each rule with false alarms the smallest change of one threshold that would have kept most of them away without
 * losing a true one, found by replaying what is kept of the devices whose alarms were judged. It is advice: nothing is
 * changed. Where life is in danger it stays within the range that the profile declares, and none is given without one.
 * @throws Problem 404 out of sight
 */
export async function adviseThresholds(
  ctx: Context,
  actor: Actor,
  devices: Devices,
  query: ScopeQuery,
  days: number,
): Promise<Advice[]> {
  const scope = await findScope(ctx, actor, devices, query);
  const until = Date.now();
  const stretch = { since: until - days * DAY_MS, until };
  const advice: Advice[] = [];
  for (const rule of scope.profile.alarms) {
    const judged = await readJudged(ctx, actor, scope, rule, stretch);
    const count = (verdict: string) =>
      judged.flatMap(({ past }) => past.alarms).filter((alarm) => alarm.verdict === verdict).length;
    const [wrong, right] = [count('false'), count('true')];
    if (wrong === 0) continue;
    advice.push({
      type: rule.type,
      name: rule.name,
      life: rule.life ?? false,
      false: wrong,
      true: right,
      small: wrong + right < ENOUGH.judged || right < ENOUGH.true,
      advice: await search(ctx, actor, { scope, rule, judged, stretch }),
    });
  }
  return advice;
}

type Search = { scope: Scope; rule: ProfileRule; judged: Judged[]; stretch: { since: number; until: number } };

async function readJudged(
  ctx: Context,
  actor: Actor,
  scope: Scope,
  rule: ProfileRule,
  stretch: Search['stretch'],
): Promise<Judged[]> {
  const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<{ device: number }>(
      `select device from alarm where device = any($1) and type = $2 and verdict in ('true', 'false') and raised_at >= $3
       group by device order by count(*) desc, device limit $4`,
      [scope.devices.map(({ id }) => id), rule.type, new Date(stretch.since), MOST_DEVICES],
    ),
  );
  const ids = rows.map(({ device }) => device);
  const past = await readPast(ctx, actor, ids, rule.type, stretch, MOST_READINGS);
  if (!past) return [];
  const judged: Judged[] = [];
  for (const [id, one] of past) {
    const device = scope.devices.find((known) => known.id === id);
    if (device) judged.push({ id, past: one, now: await replayDevice(rule, device.attributes, one.history, stretch) });
  }
  return judged;
}

async function search(ctx: Context, actor: Actor, { scope, rule, judged, stretch }: Search): Promise<Advice['advice']> {
  const list = scope.devices.filter(({ id }) => judged.some((one) => one.id === id));
  const keys = tunable(scope.profile, rule, scope);
  const layers = await withActor(ctx.pool, actor, (_db, client) => readLayers(client, list, keys));
  let best: Advice['advice'] = null;
  for (const use of findAttributes(rule).filter(({ attribute, clear }) => keys.includes(attribute) && !clear)) {
    const key = use.attribute;
    const { name, unit, range, default: declared } = scope.profile.attributes?.[key] ?? { name: { zh: key, en: key } };
    if (rule.life && !range) continue;
    const held = list[0]?.attributes[use.of === 'area' ? 'area' : 'device']?.[key];
    const now = typeof held === 'number' ? held : Number(declared);
    const wrong = judged.flatMap(({ past, now: episodes }) =>
      falseOf(past, episodes).map((episode) => ({ episode, history: past.history })),
    );
    let costs: NonNullable<Advice['advice']>['costs'] = null;
    for (const to of listCandidates(use, now, wrong, range)) {
      let figures: Figures = NO_FIGURES;
      for (const { id, past } of judged) {
        const device = list.find((known) => known.id === id);
        if (!device) continue;
        const trial = {
          rule,
          device,
          layers: layers.get(id) ?? new Map<string, Layers>(),
          change: { [key]: to },
          place: scope.place,
        };
        const both = await replayBoth(trial, past.history, stretch);
        figures = addFigures(figures, compareEpisodes(both.now, both.tried, past.alarms).figures);
      }
      if (figures.true.missed > 0) {
        costs = { at: to, missed: figures.true.missed };
        break; // a greater change loses no fewer
      }
      if (figures.false.gone > (best?.gone ?? 0))
        best = { key, name, unit: unit ?? null, now, to, gone: figures.false.gone, costs: null };
    }
    if (best?.key === key) best = { ...best, costs };
  }
  return best;
}

/** What the replay raises of the alarms that turned out false. */
const falseOf = ({ alarms }: Past, episodes: readonly Episode[]): Episode[] =>
  compareEpisodes(episodes, episodes, alarms).list.filter(({ verdict }) => verdict === 'false');
