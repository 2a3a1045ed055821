import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../../access/actor.ts';
import { withDatabase } from '../../../testing/with-database.ts';
import type { Feed } from '../../sources/declaration.ts';
import { POLICE_HEAD, policeRow } from '../../testing/make-rows.ts';
import { withRecords } from '../../testing/with-records.ts';
import { runBatch } from '../run-batch.ts';
import { everyMs } from './pull-due.ts';
import { pullFeed } from './pull-feed.ts';

const database = withDatabase();
const records = withRecords(database);
const code = 'police-households';
const object = (key: number) => Object.fromEntries(POLICE_HEAD.map((name, i) => [name, policeRow(key)[i]]));
const http: Feed = { kind: 'http-json', url: 'FEED', path: '/rows?page={page}', rows: 'data.items', every: '6 hours' };
let server: Server;
let base = '';
let answer: (page: number) => unknown = () => ({});
beforeAll(async () => {
  server = createServer((request, response) => {
    const body = answer(Number(new URL(request.url ?? '', 'http://x').searchParams.get('page')));
    if (body === undefined) response.writeHead(503);
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((done) => server.close(() => done())));

const pull = (feed: Feed, url: string | undefined) =>
  pullFeed(records.ctx, SYSTEM, { code, feed }, url === undefined ? {} : { FEED: url });
const load = (id: number) => records.inStore((store) => runBatch(records.ctx, store, id));

describe('pullFeed', () => {
  it('takes page after page of JSON until one is empty', async () => {
    answer = (page) => ({ data: { items: page < 3 ? [object(page * 10), object(page * 10 + 1)] : [] } });
    expect(await load(await pull(http, base))).toMatchObject({ state: 'done', rows_in: 4, inserted: 4 });
  });

  it('takes what a select on another database gives, in a transaction that only reads', async () => {
    await database.owner.query(
      `create schema other; create table other.register as select key from generate_series(10, 30, 10) as key`,
    );
    const cells = POLICE_HEAD.map((name) =>
      name === '登记编号' ? `key::text as "${name}"` : `'${policeRow(10)[POLICE_HEAD.indexOf(name)]}' as "${name}"`,
    );
    const query = `select ${cells.join(', ')} from other.register order by key`;
    const feed: Feed = { kind: 'postgres', url: 'FEED', query, every: '1 days', partial: true };
    expect(await load(await pull(feed, database.url))).toMatchObject({
      rows_in: 3,
      inserted: 1,
      updated: 1,
      unchanged: 1,
    });
    const writes: Feed = { ...feed, query: "select setval('record_id', 5)" };
    await expect(pull(writes, `${database.url}?options=-csearch_path%3Dgewu`)).rejects.toThrow(/read-only/);
  });

  it('says what is wrong with an address, an answer or a status, and stages nothing', async () => {
    await expect(pull(http, undefined)).rejects.toMatchObject({ code: 'feed.not-configured' });
    answer = () => ({ data: 7 });
    await expect(pull(http, base)).rejects.toMatchObject({
      code: 'feed.failed',
      sentence: { en: expect.stringContaining('no list of objects at data.items') },
    });
    answer = () => undefined;
    await expect(pull(http, base)).rejects.toThrow('status 503');
    const { rows } = await database.owner.query("select count(*) as n from record_batch where state = 'staged'");
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('knows how often a feed is asked', () => {
    expect([everyMs('6 hours'), everyMs('2 days')]).toEqual([21_600_000, 172_800_000]);
  });
});
