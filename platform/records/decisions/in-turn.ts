let last: Promise<unknown> = Promise.resolve();

/**
 * One after the other in this process. They would wait for each other at the lock in the database anyway, but each
 * with a connection in hand, and the one that works needs further ones.
 */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work);
  last = mine.catch(() => undefined);
  return mine;
}
