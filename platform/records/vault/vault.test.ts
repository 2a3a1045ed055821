import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { registerCaseRoutes } from '../../cases/routes/register-case-routes.ts';
import { atPost, fillSmallDistrict, resident } from '../../testing/small-district.ts';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { keyedHash } from '../keyed-hash.ts';
import { registerSearchRoutes } from '../search/register-search-routes.ts';
import { listDueSubjects } from './ask-destruction.ts';
import { destroySubjects, resumeDestructions } from './destroy-subjects.ts';
import { registerVaultRoutes } from './register-vault-routes.ts';

const database = withDatabase();
const app = withApp(database, [registerVaultRoutes, registerCaseRoutes, registerSearchRoutes]);
const folder = mkdtempSync(join(tmpdir(), 'gewu-vault-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CODE = 'disability-support';
const BASE = `/api/records/vaults/${CODE}`;
const MEMBER = { name: '欧阳验证', citizen: '610402199001010016' };
const STRANGER = '610402198503020017';
const FIELDS = { allowance: 'nursing', certificate_until: '2030-01-01' };
let owner: Actor;
let second: Actor;
let manager: Actor;
let named = '';
let elsewhere = '';

beforeAll(async () => {
  (app.ctx.config as { dataFolder: string }).dataFolder = folder;
  await fillSmallDistrict(app.ctx);
  const { owner: db } = database;
  await db.query(
    `insert into organisation (id, code, name, kind, area) values (20, 'civil-affairs', '民政局', 'department', '610402')`,
  );
  await db.query(
    `insert into post (id, area, role, organisation, name) values (20, '610402', 'department_desk', 20, '民政局窗口'),
       (21, '610402', 'department_desk', 20, '民政局复核'), (22, '610402', 'manager', 1, '管理员')`,
  );
  app.ctx.caches.posts.invalidate();
  const at = async (id: number, account: string): Promise<Actor> =>
    ({ ...(await atPost(app.ctx, id)), account }) as Actor;
  owner = await at(20, 'owner-a');
  second = await at(21, 'owner-b');
  manager = await at(22, 'manager-a');
  named = await openFor(20);
  elsewhere = await openFor(4);
  for (const person of [MEMBER])
    expect((await app.call(owner, 'POST', `${BASE}/subjects`, { ...entry(person), case: named })).status).toBe(200);
});

const entry = (person: { name: string; citizen: string }) => ({
  ...person,
  reason: '补贴资格核对',
  street: '610402001',
  fields: FIELDS,
});

async function openFor(unit: number): Promise<string> {
  const { body } = await app.call<{ number: string }>(await atPost(app.ctx, 2), 'POST', '/api/cases', {
    actId: crypto.randomUUID(),
    description: '补贴资格核对',
  });
  await database.owner.query('update cases set unit = $2 where id = $1', [Number(body.number.slice(8)), unit]);
  return body.number;
}

const look = (actor: Actor, citizen: string, number = named) =>
  app.call<{ found?: boolean }>(actor, 'POST', `${BASE}/look`, { citizen, case: number, reason: '补贴资格核对' });

describe('a support register', () => {
  it('answers its owner about one person, for a case in hand, and writes every question down', async () => {
    expect((await look(owner, MEMBER.citizen)).body).toMatchObject({ found: true, fields: FIELDS });
    expect((await look(owner, STRANGER)).body).toMatchObject({ found: false, subject: null, fields: null });
    const { rows } = await database.owner.query(
      `select act, account, reason, subject is null as nobody from vault.access order by id`,
    );
    expect(rows).toEqual([
      { act: 'add', account: 'owner-a', reason: '补贴资格核对', nobody: false },
      { act: 'look', account: 'owner-a', reason: '补贴资格核对', nobody: false },
      { act: 'look', account: 'owner-a', reason: '补贴资格核对', nobody: true },
    ]);
    await expect(database.owner.query('delete from vault.access')).rejects.toThrow(/append-only/);
  });

  it('is not entered twice: a second entry keeps the opaque id', async () => {
    const again = async () =>
      (await app.call<{ subject: string }>(owner, 'POST', `${BASE}/subjects`, { ...entry(MEMBER), case: named })).body
        .subject;
    expect(await again()).toBe(await again());
    const { rows } = await database.owner.query('select count(*) as n from vault.subject');
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('refuses in the same words and status whoever the question is about', async () => {
    const others: [Actor, string, number][] = [
      [owner, elsewhere, 403],
      [await atPost(app.ctx, 5), named, 404],
      [await atPost(app.ctx, 4), named, 403],
      [staffAt('610402', 'auditor'), named, 403],
      [resident('r1'), named, 403],
    ];
    for (const [actor, number, status] of others) {
      const [member, stranger] = [await look(actor, MEMBER.citizen, number), await look(actor, STRANGER, number)];
      expect(member.status).toBe(status);
      expect(member.raw.equals(stranger.raw)).toBe(true);
    }
  });

  it('takes no longer to refuse a question about a member than about anybody else', async () => {
    const desk = await atPost(app.ctx, 5);
    const time = async (citizen: string) => {
      const from = process.hrtime.bigint();
      await look(desk, citizen);
      return Number(process.hrtime.bigint() - from);
    };
    const member: number[] = [];
    const stranger: number[] = [];
    for (let i = 0; i < 60; i++) {
      member.push(await time(MEMBER.citizen));
      stranger.push(await time(STRANGER));
    }
    const middle = (times: number[]) => times.sort((a, b) => a - b)[30] as number;
    expect(middle(member) / middle(stranger)).toBeGreaterThan(0.5);
    expect(middle(member) / middle(stranger)).toBeLessThan(2);
  });

  it('leaves no trace of a member anywhere a reader could look', async () => {
    const marks = [MEMBER.name, MEMBER.citizen, keyedHash(app.ctx, 'citizen', MEMBER.citizen), 'certificate_until'];
    const { rows: tables } = await database.owner.query<{ schema: string; name: string }>(
      `select schemaname as schema, tablename as name from pg_tables where schemaname in ('gewu', 'vault', 'graphile_worker')`,
    );
    // the declaration of the fields is public, what anybody has in them is not
    for (const { schema, name } of tables) {
      const { rows } = await database.owner.query<{ text: string }>(`select t::text as text from ${schema}.${name} t`);
      const text = rows.map((row) => row.text).join('\n');
      for (const mark of marks) expect(text.includes(mark), `${mark} in ${schema}.${name}`).toBe(false);
    }
    const readers = [
      manager,
      staffAt('610402', 'auditor'),
      await atPost(app.ctx, 4),
      await atPost(app.ctx, 5),
      resident('r1'),
    ];
    const pages = ['/api/records/vaults', `${BASE}/counts`, `${BASE}/uses`, `${BASE}/destructions`, '/api/cases'];
    for (const reader of [...readers, owner]) {
      for (const page of pages) {
        const text = JSON.stringify((await app.call(reader, 'GET', page)).body);
        expect(text.includes(MEMBER.name) || text.includes(MEMBER.citizen), page).toBe(false);
      }
      // the search answers for a member as for a name that stands nowhere
      const search = async (name: string) => {
        const { status, body } = await app.call<object>(
          reader,
          'GET',
          `/api/records/search?q=${encodeURIComponent(name)}`,
        );
        return JSON.stringify([status, { ...body, took: 0 }]).replaceAll(name, '');
      };
      expect(await search(MEMBER.name)).toBe(await search('欧阳无人'));
    }
  });

  it('cannot be read as any other role', async () => {
    for (const role of ['gewu_staff', 'gewu_department', 'gewu_resident', 'gewu_system']) {
      const client = await database.pool.connect();
      await client.query(`begin; set local role ${role}`);
      await expect(client.query('select * from vault.subject')).rejects.toThrow(/permission denied/);
      await client.query('rollback');
      client.release();
    }
    await expect(database.pool.query('set role gewu_vault')).rejects.toThrow(/permission denied/);
  });

  it('shows an auditor counts of use and hidden small cells, nobody else any', async () => {
    const auditor = staffAt('610402', 'auditor');
    expect(
      (await app.call<{ total: null; cells: { n: null }[] }>(auditor, 'GET', `${BASE}/counts`)).body,
    ).toMatchObject({
      total: null,
      cells: [{ area: '610402001', n: null }],
    });
    const { body: uses } = await app.call<{ act: string; n: number }[]>(auditor, 'GET', `${BASE}/uses`);
    expect(uses.find((use) => use.act === 'look')?.n).toBeGreaterThanOrEqual(2);
    expect(JSON.stringify(uses)).not.toMatch(/[0-9a-f]{8}-/);
    expect((await app.call(await atPost(app.ctx, 5), 'GET', `${BASE}/counts`)).status).toBe(404);
    expect((await app.call(await atPost(app.ctx, 1), 'GET', `${BASE}/counts`)).status).toBe(403);
  });
});

describe('destruction', () => {
  it('takes two different people, one of them of the owner, and no requester; then nothing brings the record back', async () => {
    const { rows: before } = await database.owner.query(
      'select id, register, person, sealed, retention_end from vault.subject',
    );
    const member = before[0];
    const kept = await app.call<{ subject: string }>(owner, 'POST', `${BASE}/subjects`, {
      ...entry({ name: '留下', citizen: STRANGER }),
      case: named,
    });
    const asked = await app.call<{ id: number }>(owner, 'POST', `${BASE}/destructions`, {
      subjects: [member.id],
      reason: '资格终止',
    });
    const approve = (actor: Actor) =>
      app.call<{ state: string }>(actor, 'POST', `${BASE}/destructions/${asked.body.id}/approve`);
    expect((await approve(owner)).status).toBe(409);
    expect((await approve(manager)).body).toEqual({ state: 'waiting' });
    expect((await approve(manager)).status).toBe(409);
    expect((await approve({ ...manager, account: 'manager-b' } as Actor)).status).toBe(409);
    expect((await look(owner, MEMBER.citizen)).body.found).toBe(true);
    expect((await approve(second)).body).toEqual({ state: 'destroyed' });
    expect((await look(owner, MEMBER.citizen)).body.found).toBe(false);
    expect((await look(owner, STRANGER)).body.found).toBe(true);
    const files = readdirSync(join(folder, 'vault-keys', CODE));
    expect(files).not.toContain(`${member.id}.key`);
    expect(files).toContain(`${kept.body.subject}.key`);

    // a backup from before: the row comes back, the person does not
    await database.owner.query(
      'insert into vault.subject (id, register, person, sealed, retention_end) values ($1, $2, $3, $4, $5)',
      [member.id, member.register, member.person, member.sealed, member.retention_end],
    );
    await database.owner.query('update vault.register set generation = 1');
    expect((await look(owner, MEMBER.citizen)).body).toMatchObject({ found: false, fields: null });
    expect((await look(owner, STRANGER)).body.found).toBe(true);

    const { body: list } = await app.call<
      { certificate: { records: { record: string; fields: string[] }[] }; hash: string }[]
    >(manager, 'GET', `${BASE}/destructions`);
    expect(list[0]?.certificate.records).toMatchObject([
      { record: member.id, fields: ['name', 'citizen', 'area', 'allowance', 'certificate_until'] },
    ]);
    expect(list[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(list)).not.toContain(MEMBER.name);
    const { rows: trail } = await database.owner.query(
      `select data->>'hash' as hash from audit_event where kind = 'vault-destroyed'`,
    );
    expect(trail).toEqual([{ hash: list[0]?.hash }]);
    await expect(database.owner.query(`update vault.destruction set certificate = '{}'`)).rejects.toThrow(
      /append-only/,
    );
  });

  it('is put forward when the time is over, once, and by nobody carried out alone', async () => {
    await database.owner.query(`update vault.subject set retention_end = current_date - 1`);
    expect(await listDueSubjects(app.ctx)).toBeGreaterThan(0);
    expect(await listDueSubjects(app.ctx)).toBe(0);
    const { body } = await app.call<{ id: number; state: string; rule: string }[]>(
      owner,
      'GET',
      `${BASE}/destructions`,
    );
    expect(body[0]).toMatchObject({ state: 'waiting', rule: 'retention', mayApprove: true });
    await destroySubjects(app.ctx, CODE, body[0]?.id ?? 0);
    expect((await look(owner, STRANGER)).body.found).toBe(true);
  });

  it('goes on where a stop cut it off', async () => {
    await database.owner.query(`update vault.destruction set state = 'destroying' where state = 'waiting'`);
    await resumeDestructions(app.ctx);
    expect((await look(owner, STRANGER)).body.found).toBe(false);
    const { rows } = await database.owner.query(
      `select state, certificate->>'prev' as prev, hash from vault.destruction order by id`,
    );
    expect(rows[1]?.prev).toBe(rows[0]?.hash.toString('hex'));
  });
});
