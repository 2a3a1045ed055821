import type { Client } from './client.ts';

type Run = { id: number; state: string };

/**
 * Waits until a link run newer than `after` is done: imports and linking go on in the background from the first start.
 * @returns its number
 * @throws Error after 220 seconds
 */
export async function waitLinked(client: Client, after: number): Promise<number> {
  for (const until = Date.now() + 220_000; Date.now() < until; ) {
    const runs = await client.ok<Run[]>('GET', '/api/records/runs');
    const done = runs.find(({ id, state }) => id > after && state === 'done');
    if (done) return done.id;
    await new Promise((next) => setTimeout(next, 500));
  }
  throw new Error('No link run came to its end.');
}
