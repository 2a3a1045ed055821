import { withSystem } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { tokenHash } from './intake/device-book.ts';
import type { LoadedProfile } from './profiles/profile-types.ts';

/** A smoke alarm with one rule: above 0.5 is critical, below 0.2 it ends. */
export const TEST_PROFILE: LoadedProfile = {
  profile: 'test-smoke',
  hash: 'h',
  name: { zh: '烟感', en: 'Smoke alarm' },
  kind: 'sensor',
  keys: {
    smoke: { name: { zh: '烟雾', en: 'Smoke' }, type: 'number', range: [0, 30], unit: 'dB/m' },
    battery: { name: { zh: '电量', en: 'Battery' }, type: 'number', range: [0, 100], unit: '%' },
  },
  alarms: [
    {
      type: 'smoke',
      name: { zh: '烟雾报警', en: 'Smoke' },
      levels: { critical: { when: { left: { key: 'smoke' }, is: '>', right: 0.5 } } },
      clear: { when: { left: { key: 'smoke' }, is: '<', right: 0.2 } },
    },
    {
      type: 'silent',
      name: { zh: '失联', en: 'Silent' },
      levels: { warning: { when: { silent: { attribute: 'silent_s', of: 'area', default: 3600 } } } },
      clear: { when: { not: { silent: { attribute: 'silent_s', of: 'area', default: 3600 } } } },
    },
  ],
  health: { interval_s: 600, offline_after: 3 },
  retention: { raw_days: 90, hour_days: 730, day_days: 3650 },
};

/**
 * Puts devices into a test district, token `token-CODE` each.
 * @param parent code of the gateway that speaks for them
 * @returns their ids in order
 */
export async function addDevices(
  ctx: Pick<Context, 'pool'>,
  codes: readonly string[],
  more: { area?: string; parent?: number; profile?: LoadedProfile } = {},
): Promise<number[]> {
  const profile = more.profile ?? TEST_PROFILE;
  return withSystem(ctx.pool, async (db) => {
    await db
      .insertInto('device_profile')
      .values({ key: profile.profile, declaration: JSON.stringify(profile), hash: profile.hash })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const rows = await db
      .insertInto('device')
      .values(
        codes.map((code) => ({
          code,
          name: code,
          profile: profile.profile,
          area: more.area ?? '610402001001001',
          parent: more.parent ?? null,
          token_hash: tokenHash(`token-${code}`),
        })),
      )
      .returning('id')
      .execute();
    return rows.map((row) => row.id);
  });
}
