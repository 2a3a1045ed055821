import type { Profile } from '../profiles/profile-types.ts';

export type Guess = { profile: string; matched: string[] };

const MOST = 3;

/**
 * Which kinds of device say what an unknown one says. A name that few kinds use tells more than one that all use, as
 * `battery`; so each counts one over the number of kinds that have it.
 * @param keys names of values in its last message
 * @returns the likeliest kinds first, three at most, with the names that speak for them
 */
export function guessProfile(keys: readonly string[], profiles: readonly Pick<Profile, 'profile' | 'keys'>[]): Guess[] {
  const uses = (key: string) => profiles.filter((one) => Object.hasOwn(one.keys, key)).length;
  return profiles
    .map(({ profile, keys: own }) => {
      const matched = keys.filter((key) => Object.hasOwn(own, key));
      const weight = matched.reduce((sum, key) => sum + 1 / uses(key), 0);
      return { profile, matched, weight, size: Object.keys(own).length };
    })
    .filter(({ matched }) => matched.length > 0)
    .sort((a, b) => b.weight - a.weight || a.size - b.size || (a.profile < b.profile ? -1 : 1))
    .slice(0, MOST)
    .map(({ profile, matched }) => ({ profile, matched }));
}
