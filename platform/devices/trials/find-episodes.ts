import { SEVERITIES, type Severity, type Transition } from '@gewu/alarms/types';

/** One alarm from its raising to its end, as rules would have had it; ms. */
export type Episode = { channel: string; severity: Severity; from: number; to: number | null };

/**
 * The alarms of one rule among what a replay changed. Those that were raised before `since` are left out: what led to
 * them lies further back than was looked at.
 * @returns in order of their beginning, each with the most severe level that it reached
 */
export function findEpisodes(transitions: readonly Transition[], type: string, since: number): Episode[] {
  const open = new Map<string, Episode>();
  const episodes: Episode[] = [];
  for (const { type: of, channel, change, severity, at } of transitions) {
    if (of !== type) continue;
    const running = open.get(channel);
    if (change === 'raised') {
      const episode: Episode = { channel, severity, from: at, to: null };
      open.set(channel, episode);
      episodes.push(episode);
    } else if (running && change === 'severity') running.severity = worse(running.severity, severity);
    else if (running) {
      running.to = at;
      open.delete(channel);
    }
  }
  return episodes.filter(({ from }) => from >= since);
}

const worse = (a: Severity, b: Severity): Severity => (SEVERITIES.indexOf(a) <= SEVERITIES.indexOf(b) ? a : b);
