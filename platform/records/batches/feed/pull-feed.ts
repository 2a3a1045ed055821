import type { Readable } from 'node:stream';
import pg from 'pg';
import type { Actor } from '../../../access/actor.ts';
import { copyOut } from '../../../db/copy-out.ts';
import { Problem } from '../../../http/problem.ts';
import type { RecordsContext } from '../../records-context.ts';
import type { Feed } from '../../sources/declaration.ts';
import { stageFile } from '../stage-file.ts';

const MOST_BYTES = 4 * 2 ** 30;
const MOST_PAGES = 100_000;
const PAGE_BYTES = 64 * 2 ** 20;
const TIMEOUT_MS = 60_000;

/**
 * Asks a feed for its rows and stages them as a file: CSV from a database, one JSON object a line from HTTP. From there
 * on it is a batch like any other.
 * @param env where the address of the feed is looked up by the name that the declaration gives
 * @returns id of the batch
 * @throws Problem 409 where the address is not configured, 502 where the other side does not answer as declared
 */
export async function pullFeed(
  ctx: RecordsContext,
  actor: Actor,
  source: { code: string; feed: Feed },
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const { feed, code } = source;
  const url = env[feed.url];
  if (!url)
    throw new Problem(409, 'feed.not-configured', {
      zh: `尚未配置数据接口地址（环境变量 ${feed.url}）。`,
      en: `The address of this feed is not configured (environment variable ${feed.url}).`,
    });
  const arrival = { source: code, name: `${code} ${feed.kind}`, partial: feed.partial ?? false, limit: MOST_BYTES };
  if (feed.kind === 'http-json') return stageFile(ctx, actor, { ...arrival, bytes: readPages(url, feed) });
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: TIMEOUT_MS });
  try {
    await client.connect();
    await client.query('begin transaction read only');
    const bytes: Readable = copyOut(client, feed.query, 'format csv, header');
    return await stageFile(ctx, actor, { ...arrival, bytes });
  } catch (error) {
    throw error instanceof Problem ? error : badFeed((error as Error).message);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function* readPages(url: string, feed: Extract<Feed, { kind: 'http-json' }>): AsyncGenerator<Buffer> {
  const paged = feed.path.includes('{page}');
  for (let page = 1; page <= MOST_PAGES; page++) {
    const rows = await readPage(new URL(feed.path.replace('{page}', String(page)), url), feed.rows);
    if (rows.length > 0) yield Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    if (!paged || rows.length === 0) return;
  }
  throw badFeed(`more than ${MOST_PAGES} pages`);
}

async function readPage(url: URL, path: string | undefined): Promise<unknown[]> {
  let answer: unknown;
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    answer = JSON.parse(await limitedText(response));
  } catch (error) {
    throw badFeed((error as Error).message);
  }
  for (const name of path?.split('.') ?? []) answer = (answer as Record<string, unknown> | null | undefined)?.[name];
  if (!Array.isArray(answer) || answer.some((row) => typeof row !== 'object' || row === null))
    throw badFeed(`no list of objects${path ? ` at ${path}` : ''}`);
  return answer;
}

async function limitedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > PAGE_BYTES) throw new Error('a page of more than 64 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const badFeed = (why: string) =>
  new Problem(502, 'feed.failed', {
    zh: `数据接口未按约定应答：${why}`,
    en: `The feed did not answer as declared: ${why}`,
  });
