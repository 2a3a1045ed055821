/**
 * Does a piece of work again and again, the next turn so long after the last one ended; a turn that fails is told and
 * tried again, because what it works on stands in the database.
 * @param ms between turns; the first comes at once
 * @returns stops it, after the turn under way
 */
export function repeatWork(
  ms: number,
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let turning: Promise<unknown> = Promise.resolve();
  const turn = () => {
    turning = work()
      .catch(onError)
      .finally(() => {
        if (!stopped) timer = setTimeout(turn, ms);
      });
  };
  turn();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await turning;
  };
}
