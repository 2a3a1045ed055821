/** A span of time, seconds; `to` is its last second. */
export type Episode = { from: number; to: number };

/** What of alarms was found: seconds from the beginning of each to its detection (null: missed), and false alarms. */
export type EpisodeScore = { delays: (number | null)[]; falseAlarms: number };

/** Spans in which a flag is up. */
export function findEpisodes(flags: readonly boolean[]): Episode[] {
  const episodes: Episode[] = [];
  flags.forEach((up, i) => {
    if (!up) return;
    const last = episodes.at(-1);
    if (last && last.to === i - 1) last.to = i;
    else episodes.push({ from: i, to: i });
  });
  return episodes;
}

/**
 * Judges alarms by episode, not by second: an alarm that is active at any moment of an episode has found it, after so many
 * seconds (none where it was active already); an alarm that touches no episode is false, once, however long it lasts.
 */
export function judgeEpisodes(truth: readonly Episode[], alarms: readonly Episode[]): EpisodeScore {
  const touches = (a: Episode, b: Episode) => a.from <= b.to && b.from <= a.to;
  return {
    delays: truth.map((episode) => {
      const found = alarms
        .filter((alarm) => touches(alarm, episode))
        .map((alarm) => Math.max(0, alarm.from - episode.from));
      return found.length > 0 ? Math.min(...found) : null;
    }),
    falseAlarms: alarms.filter((alarm) => !truth.some((episode) => touches(alarm, episode))).length,
  };
}
