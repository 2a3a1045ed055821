/** As long as a sender may repeat a request over UDP (RFC 3261, timer F). */
const LIFE_MS = 32_000;
const MOST = 5_000;

/**
 * Answers a request that is sent again with the first answer, so that it is done once.
 * @returns a function that does a piece of work for a key, or gives what it came to before
 */
export function rememberAnswers(): (key: string, now: number, work: () => Promise<Buffer>) => Promise<Buffer> {
  const answers = new Map<string, { answer: Promise<Buffer>; until: number }>();
  return (key, now, work) => {
    const before = answers.get(key);
    if (before && before.until >= now) return before.answer;
    for (const [old, { until }] of answers) {
      if (until >= now && answers.size < MOST) break;
      answers.delete(old);
    }
    const answer = work();
    answers.delete(key);
    answers.set(key, { answer, until: now + LIFE_MS });
    // what failed may be tried again
    answer.catch(() => answers.delete(key));
    return answer;
  };
}
