import { explainRule } from '@gewu/alarms/explain-rule';
import { findAttributes } from '@gewu/alarms/find-attributes';
import type { Actor } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { Devices } from '../intake/create-devices.ts';
import type { Profile, ProfileRule } from '../profiles/profile-types.ts';
import { readProfiles } from '../profiles/read-profiles.ts';
import { findScope, type Scope } from './find-scope.ts';
import { type Layers, readLayers } from './lay-thresholds.ts';
import type { Choices, ScopeQuery } from './trial-schemas.ts';

/**
 * The rules of a device, or of the devices of a kind in an area, with the thresholds that may be tried there and what is
 * in force.
 * @throws Problem 404 out of sight
 */
export async function listChoices(ctx: Context, actor: Actor, devices: Devices, query: ScopeQuery): Promise<Choices> {
  const scope = await findScope(ctx, actor, devices, query);
  const { profile, place, devices: list } = scope;
  const keys = Object.keys(profile.attributes ?? {});
  const at = 'device' in place ? list.slice(0, 1) : [{ id: 0, area: place.area }];
  const layers = await withActor(ctx.pool, actor, (_db, client) => readLayers(client, at, keys));
  const here = layers.get(at[0]?.id ?? 0) ?? new Map<string, Layers>();
  const others = [...readProfiles().values()].filter((one) => one.profile !== profile.profile);
  return {
    profile: profile.profile,
    profileName: profile.name,
    devices: list.length,
    rules: profile.alarms.map((rule) => ({
      type: rule.type,
      name: rule.name,
      life: rule.life ?? false,
      words: explainRule(rule, { ...profile.keys, ...profile.attributes }),
      attributes: tunable(profile, rule, scope).map((key) => {
        const { name, unit, range, default: declared } = profile.attributes?.[key] ?? { name: { zh: key, en: key } };
        const { set, now } = standing(here.get(key), place);
        return {
          key,
          name,
          unit: unit ?? null,
          declared: Number(declared),
          now: now ?? Number(declared),
          set,
          range: range ?? null,
          also: others.filter((one) => one.attributes?.[key]).map((one) => one.name),
        };
      }),
    })),
  };
}

/** Thresholds of a rule that are numbers and can be set at the place: an area's reach only what looks at the area. */
export function tunable(profile: Profile, rule: ProfileRule, { place }: Pick<Scope, 'place'>): string[] {
  const uses = findAttributes(rule).filter(({ of }) => 'device' in place || of === 'area');
  const keys = new Set(uses.map(({ attribute }) => attribute));
  return [...keys].filter((key) => typeof profile.attributes?.[key]?.default === 'number');
}

function standing(layers: Layers | undefined, place: Scope['place']): { set: number | null; now: number | null } {
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  const nearest = [...(layers?.areas.entries() ?? [])].sort(([a], [b]) => b.length - a.length)[0];
  const set = 'device' in place ? (layers?.own ?? null) : number(layers?.areas.get(place.area));
  return { set, now: set ?? number(nearest?.[1]) };
}
