import { describe, expect, it } from 'vitest';
import { SYSTEM } from '../../access/actor.ts';
import { actOnCase } from '../../cases/act-on-case.ts';
import { type Item, LAMP, REFUSE, withOpen311 } from './testing.ts';

const t = withOpen311();

describe('the list of requests', () => {
  it('holds the last 90 days unless asked otherwise; 90 days pass, a second more does not', async () => {
    const young = await t.report();
    const old = await t.report({ description: '旧的' });
    await t.age(old.service_request_id, '91 days');
    expect((await t.askBoth('requests', 'requests')).map((row) => row.service_request_id)).toEqual([
      young.service_request_id,
    ]);
    const [a, z, late] = ['2026-01-01T00:00:00Z', '2026-04-01T00:00:00Z', '2026-04-01T00:00:01Z'];
    expect(await t.askBoth('requests', `requests?start_date=${a}&end_date=${z}`)).toEqual([]);
    await t.askBoth('errors', `requests?start_date=${a}&end_date=${late}`, 400);
    const from = new Date(Date.now() - 92 * 86_400_000).toISOString().slice(0, 19);
    expect((await t.askBoth('requests', `requests?start_date=${from}%2B00:00`)).at(-1)?.service_request_id).toMatch(
      /^\d{16}$/,
    );
  });

  it.each([
    'start_date=2026-01-01',
    'end_date=yesterday',
    'start_date=2026-03-01T00:00:00Z&end_date=2026-02-01T00:00:00Z',
    'status=fixed',
    'page=0',
    'page_size=1001',
    'page=x',
  ])('refuses %s', async (query) => void (await t.askBoth('errors', `requests?${query}`, 400)));

  it('refuses an unknown service', async () =>
    void (await t.askBoth('errors', `requests?service_code=${REFUSE},1`, 404)));

  it('is filtered by service and status', async () => {
    const [refuse, lamp] = [await t.report(), await t.report({ service_code: LAMP })];
    await t.database.owner.query(
      `update cases set open = false, state = 'closed', closed_at = now() where matter = 'M01037'`,
    );
    const ids = async (query: string) =>
      (await t.askBoth('requests', `requests?${query}`)).map((row) => row.service_request_id);
    expect(await ids(`service_code=${REFUSE}`)).toEqual([refuse.service_request_id]);
    expect(await ids(`service_code=${REFUSE},${LAMP}`)).toHaveLength(2);
    expect(await ids('status=open')).toEqual([refuse.service_request_id]);
    expect(await ids('status=closed')).toEqual([lamp.service_request_id]);
    expect(await ids('status=open,closed')).toHaveLength(2);
    expect(await ids('status=')).toHaveLength(2);
    expect(await ids(`service_request_id=${lamp.service_request_id},1&status=open&service_code=nonsense`)).toEqual([
      lamp.service_request_id,
    ]);
  });

  it('ends at 1,000, and pages go on', async () => {
    const first = await t.report();
    const columns = (
      await t.database.owner.query(
        `select string_agg(column_name, ', ') as c from information_schema.columns where table_schema = 'gewu' and table_name = 'cases' and column_name <> 'id'`,
      )
    ).rows[0].c as string;
    await t.database.owner.query(
      `insert into cases (${columns}) select ${columns} from cases, generate_series(1, 1000)`,
    );
    expect(await t.ask('requests', 'requests', 'json')).toHaveLength(1000);
    expect(await t.ask('requests', 'requests?page=2&page_size=1000', 'json')).toMatchObject([
      { service_request_id: first.service_request_id },
    ]);
    expect(await t.ask('requests', 'requests?page=101&page_size=10', 'json')).toHaveLength(1);
    expect(await t.ask('requests', 'requests?page=3', 'json')).toHaveLength(100);
  });

  it('leaves out what is confidential, a draft, or no service of the city', async () => {
    const number = (await t.report()).service_request_id;
    for (const change of [
      'confidential = true',
      `state = 'draft'`,
      `matter = (select key from matter where kind = 'grassroots' and mapped_to is null limit 1)`,
      'matter = null',
    ]) {
      await t.database.owner.query(`update cases set confidential = false, state = 'reported', matter = 'M06010'`);
      expect(await t.askBoth('requests', 'requests')).toHaveLength(1);
      await t.database.owner.query(`update cases set ${change}`);
      expect(await t.askBoth('requests', 'requests')).toEqual([]);
      await t.askBoth('errors', `requests/${number}`, 404);
      expect(await t.askBoth('updates', 'servicerequestupdates')).toEqual([]);
    }
  });

  it('blurs the place of an anonymous reporter', async () => {
    const { service_request_id: number } = await t.report({ anonymous: 'true', address_string: '芙蓉社区3号楼' });
    const [shown] = await t.askBoth('requests', `requests/${number}`);
    expect([shown?.lat, shown?.long]).toEqual([34.331, 108.751]);
    expect(shown?.address).toBe('芙蓉社区, 西兰路街道, 秦都区');
  });

  it('does not know other ids', async () => {
    for (const id of ['2026010100000001', 'abc', '0', `${'9'.repeat(20)}`])
      await t.askBoth('errors', `requests/${id}`, 404);
    const { service_request_id: number } = await t.report();
    await t.askBoth('errors', `requests/20200101${String(number).slice(8)}`, 404); // right row, wrong day
  });
});

describe('extensions', () => {
  it('tell the history when asked, and only then', async () => {
    const { service_request_id: number } = await t.report();
    await actOnCase(t.app.ctx, SYSTEM, String(number), {
      actId: crypto.randomUUID(),
      act: 'reply',
      note: '已清理，联系人王芳13812345678',
      data: { result: 'solved' },
    });
    const [row] = (await t.askBoth('requests_with_extensions', 'requests?extensions=true')) as unknown as {
      notes: { type: string; description: string }[];
      extended_attributes: Item;
    }[];
    expect(row?.notes.map((note) => [note.type, note.description])).toEqual([
      ['report', '已上报 / Reported'],
      ['reply', '待评价 / To be rated'],
    ]);
    expect(row?.extended_attributes).toMatchObject({ state: 'rating', area: '610402002012', overdue: false });
    expect(JSON.stringify(row)).not.toContain('王芳');
    expect(await t.askBoth('requests', 'requests')).toHaveLength(1);
  });
});
