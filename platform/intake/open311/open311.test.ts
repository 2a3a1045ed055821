import { Ajv } from 'ajv';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../access/actor.ts';
import { actOnCase } from '../../cases/act-on-case.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { registerIntakeRoutes } from '../register-intake-routes.ts';
import { DISTRICT_KEY, EAST, POWERLESS_KEY, plantDistrict, STREET_KEY, stubWorld, WEST } from '../testing.ts';
import { ANSWER_SCHEMAS, type AnswerName, XML_ROOTS } from './answer-schemas.ts';
import { openQueuedReport } from './create-request.ts';
import { readXmlAnswer } from './read-xml-answer.ts';

const database = withDatabase();
const app = withApp(database, [registerIntakeRoutes]);
const ajv = new Ajv({ strict: false, allErrors: true });
let jobs: ReturnType<typeof stubWorld>;

const REFUSE = '61040206010'; // exposed refuse: no attributes
const LAMP = '61040201037'; // street lamp: a form with a choice
const BATCH = '61040208016';
const BLACKBOX = '61040209008';
type Item = Record<string, string | number | boolean | null>;

beforeAll(async () => {
  await plantDistrict(database.owner);
  jobs = stubWorld(app.ctx);
  // a procedure with a choice of several, as no shipped one has
  const { rows } = await database.owner.query(
    `select declaration from procedure_version where procedure = 'standard-matter'`,
  );
  const where = {
    type: 'array',
    minItems: 1,
    title: '何处',
    'x-title-en': 'Where',
    items: {
      type: 'string',
      enum: ['stairs', 'yard', 'roof'],
      'x-enum-zh': ['楼道', '院内', '屋顶'],
      'x-enum-en': ['Stairs', 'Yard', 'Roof'],
    },
  };
  const form = {
    type: 'object',
    required: ['where'],
    properties: {
      where,
      count: { type: 'integer', title: '数量' },
      since: { type: 'string', format: 'date', title: '何时起' },
    },
  };
  const { procedure, loop } = rows[0].declaration;
  await database.owner.query(
    `insert into procedure_version (procedure, version, hash, declaration) values ('many-choices', 1, 'test', $1)`,
    [JSON.stringify({ procedure: { ...procedure, procedure: 'many-choices', form }, loop })],
  );
  await database.owner.query(`update matter set procedure = 'many-choices' where key = 'M06036'`);
  app.ctx.caches.catalogue.invalidate();
});
beforeEach(async () => {
  jobs.length = 0;
  await database.owner.query(
    'alter table step disable trigger all; truncate cases, step cascade; alter table step enable trigger all',
  );
});

/** Asks in one format and holds the answer to its schema, content type and root. */
async function ask(shape: AnswerName, path: string, format: 'xml' | 'json', status = 200): Promise<unknown> {
  const [file, query] = path.split('?');
  return held(
    shape,
    await app.callRaw(undefined, { method: 'GET', url: `/open311/v2/${file}.${format}${query ? `?${query}` : ''}` }),
    format,
    status,
  );
}

function held(
  shape: AnswerName,
  answer: Awaited<ReturnType<typeof app.callRaw>>,
  format: 'xml' | 'json',
  status: number,
): unknown {
  const text = answer.raw.toString('utf8');
  expect({ status: answer.status, type: answer.headers['content-type'] }, text).toEqual({
    status,
    type: format === 'xml' ? 'text/xml; charset=utf-8' : 'application/json; charset=utf-8',
  });
  if (format === 'xml') expect(text).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?>\n</);
  const read = format === 'xml' ? readXmlAnswer(text) : { root: XML_ROOTS[shape], value: JSON.parse(text) as unknown };
  expect(read.root).toBe(XML_ROOTS[shape]);
  const valid = ajv.validate(ANSWER_SCHEMAS[shape], read.value);
  expect(valid ? [] : ajv.errors, text.slice(0, 2000)).toEqual([]);
  return read.value;
}

/** Asks in both formats: the same facts. */
async function askBoth(shape: AnswerName, path: string, status = 200): Promise<Item[]> {
  const json = await ask(shape, path, 'json', status);
  expect(await ask(shape, path, 'xml', status)).toEqual(json);
  return json as Item[];
}

async function post(
  fields: Record<string, string | string[]>,
  options: { format?: 'xml' | 'json'; path?: string; headers?: Record<string, string> } = {},
) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
  return app.callRaw(undefined, {
    method: 'POST',
    url: `/open311/v2/${options.path ?? 'requests'}.${options.format ?? 'json'}`,
    payload: body.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', ...options.headers },
  });
}
const where = { lat: String(EAST.lat), long: String(EAST.lon) };
const good = { api_key: DISTRICT_KEY, service_code: REFUSE, description: '垃圾成堆', ...where };
async function report(more: Record<string, string | string[]> = {}, headers?: Record<string, string>): Promise<Item> {
  const answer = await post({ ...good, ...more }, headers ? { headers } : {});
  return (held('created', answer, 'json', 200) as Item[])[0] as Item;
}
const faultsOf = (answer: Awaited<ReturnType<typeof post>>, status: number) =>
  (held('errors', answer, 'json', status) as { code: string }[]).map((fault) => fault.code);
const rowOf = async (number: unknown) =>
  (await database.owner.query('select * from cases where id = $1', [Number(String(number).slice(8))])).rows[0];
const count = async () => (await database.owner.query('select count(*)::int as n from cases')).rows[0].n as number;
const age = (number: unknown, interval: string) =>
  database.owner.query(
    `update cases set opened_at = opened_at - interval '${interval}', updated_at = updated_at - interval '${interval}' where id = $1`,
    [Number(String(number).slice(8))],
  );

describe('discovery', () => {
  it('answers in both formats with the same facts and a changeset in the past', async () => {
    const json = (await ask('discovery', 'discovery', 'json')) as { changeset: string };
    expect(await ask('discovery', 'discovery', 'xml')).toEqual(json);
    expect(Date.parse(json.changeset)).toBeLessThanOrEqual(Date.now());
  });
});

describe('services', () => {
  it('are the 250 matters, with keywords in both languages', async () => {
    const services = await askBoth('services', 'services');
    expect(services).toHaveLength(250);
    expect(services.find((service) => service.service_code === REFUSE)).toMatchObject({
      service_name: '暴露垃圾',
      metadata: false,
      type: 'realtime',
      group: '市容环境类 / City appearance & environment',
    });
    expect(services.find((service) => service.service_code === REFUSE)?.keywords).toMatch(/^exposed refuse,.*rubbish/);
  });

  it('are defined where metadata says so, and only there', async () => {
    const services = await askBoth('services', 'services');
    for (const service of services.filter((entry) => entry.metadata).slice(0, 5))
      await askBoth('service_definition', `services/${service.service_code}`);
    const many = (await ask('service_definition', 'services/61040206036', 'json')) as { attributes: unknown[] };
    expect(many.attributes[0]).toEqual({
      variable: true,
      code: 'where',
      datatype: 'multivaluelist',
      required: true,
      datatype_description: null,
      order: 1,
      description: '何处 / Where',
      values: [
        { key: 'stairs', name: '楼道 / Stairs' },
        { key: 'yard', name: '院内 / Yard' },
        { key: 'roof', name: '屋顶 / Roof' },
      ],
    });
    await askBoth('errors', `services/${REFUSE}`, 404);
    await askBoth('errors', 'services/99999999999', 404);
  });

  it('belong to this district alone', async () => {
    expect(await askBoth('services', 'services?jurisdiction_id=610402')).toHaveLength(250);
    expect(await askBoth('services', 'services?jurisdiction_id=')).toHaveLength(250);
    for (const path of [
      'services',
      `services/${LAMP}`,
      'requests',
      'requests/2026010100000001',
      'tokens/x',
      'servicerequestupdates',
    ])
      await askBoth('errors', `${path}?jurisdiction_id=110101`, 404);
  });
});

describe('a new request', () => {
  it('opens a case, in JSON and in XML, and is found by its id', async () => {
    const { service_request_id: number } = await report({
      first_name: '小明',
      last_name: '王',
      phone: '13800000000',
      email: 'w@example.com',
      account_id: 'acc-1',
    });
    expect(await askBoth('requests', `requests/${number}`)).toMatchObject([
      {
        service_request_id: number,
        status: 'open',
        status_notes: '已上报 / Reported',
        service_code: REFUSE,
        description: '垃圾成堆',
        lat: EAST.lat,
        long: EAST.lon,
        address: '芙蓉社区, 西兰路街道, 秦都区',
      },
    ]);
    const row = await rowOf(number);
    expect(row).toMatchObject({
      matter: 'M06010',
      area: '610402002012001',
      source: 'resident',
      channel: 'api',
      confidential: false,
      owner_post: 5,
    });
    expect(app.ctx.sealer.open(row.contact)).toEqual({ name: '王小明', phone: '13800000000 w@example.com' });
    const xml = held(
      'created',
      await post({ ...good, description: '另一堆' }, { format: 'xml' }),
      'xml',
      200,
    ) as Item[];
    expect(await askBoth('requests', `requests/${xml[0]?.service_request_id}`)).toHaveLength(1);
  });

  it('gives its reporter to nobody', async () => {
    const { service_request_id: number } = await report({
      description: '业主王芳电话13812345678，身份证610402199001010016，车陕D12345占道',
      first_name: 'A',
      last_name: 'B',
      phone: '13900000000',
    });
    const text = JSON.stringify(await askBoth('requests_with_extensions', `requests/${number}?extensions=true`));
    expect(text).not.toMatch(/13812345678|610402199001010016|陕D12345|王芳|13900000000/);
  });

  it('takes form-data with a photo', async () => {
    const photo = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
      'base64',
    );
    const fields = Object.entries(good)
      .map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
      .join('');
    const payload = Buffer.concat([
      Buffer.from(
        `${fields}--b\r\nContent-Disposition: form-data; name="media"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n`,
      ),
      photo,
      Buffer.from('\r\n--b--\r\n'),
    ]);
    const send = () =>
      app.callRaw(undefined, {
        method: 'POST',
        url: '/open311/v2/requests.xml',
        payload,
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
      });
    const [first] = held('created', await send(), 'xml', 200) as Item[];
    const [again] = held('created', await send(), 'xml', 200) as Item[];
    expect(again?.service_request_id).toBe(first?.service_request_id);
    const { rows } = await database.owner.query('select mime, case_id from file_object');
    expect(rows).toEqual([{ mime: 'image/jpeg', case_id: Number(String(first?.service_request_id).slice(8)) }]);
  });

  it('without a right key is refused, whatever else is wrong', async () => {
    for (const api_key of ['', 'nonsense', 'kd.wrong-secret', 'nobody.secret', POWERLESS_KEY]) {
      expect(faultsOf(await post({ ...good, api_key, lat: 'x' }), 403)).toEqual(['403.api_key']);
      held('errors', await post({ ...good, api_key }, { format: 'xml' }), 'xml', 403);
    }
    held('errors', await app.callRaw(undefined, { method: 'POST', url: '/open311/v2/requests.xml' }), 'xml', 403);
    expect(await count()).toBe(0);
  });

  it('tells all its faults at once', async () => {
    expect(
      faultsOf(
        await post({
          api_key: DISTRICT_KEY,
          lat: '34.3',
          description: '好'.repeat(4001),
          media_url: 'file:///etc/passwd',
        }),
        400,
      ),
    ).toEqual(['400.service_code', '400.location', '400.description', '400.media_url']);
    held('errors', await post({ api_key: DISTRICT_KEY }, { format: 'xml' }), 'xml', 400);
  });

  it.each([
    [{ service_code: '' }, 400, '400.service_code'],
    [{ service_code: '61040299999' }, 404, '404.service_code'],
    [{ long: '' }, 400, '400.location'],
    [{ lat: '' }, 400, '400.location'],
    [{ lat: '', long: '' }, 400, '400.location'],
    [{ lat: '91' }, 400, '400.lat'],
    [{ long: 'east' }, 400, '400.long'],
    [{ jurisdiction_id: '110101' }, 404, '404.jurisdiction_id'],
  ])('with %j is answered %i', async (more, status, code) => {
    expect(faultsOf(await post({ ...good, ...more }), status)).toEqual([code]);
    held('errors', await post({ ...good, ...more }, { format: 'xml' }), 'xml', status);
    expect(await count()).toBe(0);
  });

  it('takes 4,000 Chinese characters, and counts characters, not bytes', async () => {
    const { service_request_id: number } = await report({ description: '字'.repeat(4000) });
    expect((await rowOf(number)).description).toHaveLength(4000);
    expect(faultsOf(await post({ ...good, description: '字'.repeat(4001) }), 400)).toEqual(['400.description']);
    await report({ description: '😀'.repeat(4000) });
  });

  it('may say its place in words; empty coordinates are none', async () => {
    const { service_request_id: number } = await report({
      lat: '',
      long: '',
      address_string: '芙蓉社区3号楼2单元501室',
    });
    expect(await rowOf(number)).toMatchObject({ area: '610402002012', place: '芙蓉社区3号楼2单元501室', lon: null });
    const [shown] = await askBoth('requests', `requests/${number}`);
    expect(shown).toMatchObject({
      address: '芙蓉社区3号楼***, 芙蓉社区, 西兰路街道, 秦都区',
      lat: 34.35,
      long: 108.75,
    }); // the middle of the community
    const elsewhere = await report({ lat: '', long: '', address_string: '某处' });
    expect(await rowOf(elsewhere.service_request_id)).toMatchObject({
      area: '610402',
      owner_post: 1,
      route_reason: expect.stringMatching(/^text names no known place/),
    });
  });

  it('keeps line breaks, ignores unknown extras, and gives markup back escaped', async () => {
    const markup = '标题\n\n<script>alert("1")</script> & <b>粗</b>\n\n链接';
    const { service_request_id: number } = await report({
      description: markup.replaceAll('\n', '\r\n'),
      deviceid: 'd',
      'attribute[uprn]': '1',
      generation: '2',
      address_string: '<i>',
    });
    const xml = (
      await app.callRaw(undefined, { method: 'GET', url: `/open311/v2/requests/${number}.xml` })
    ).raw.toString();
    expect(xml).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &lt;b&gt;');
    expect((await askBoth('requests', `requests/${number}`))[0]?.description).toBe(markup);
  });

  it('says that a like case is open nearby, and is taken all the same', async () => {
    const first = await report();
    const second = await report({ description: '还是那堆', lat: String(EAST.lat + 0.0002) });
    expect(second.service_notice).toContain(first.service_request_id);
    expect(await count()).toBe(2);
    expect((await report({ description: '远处', lat: String(EAST.lat + 0.01) })).service_notice).toBeNull();
  });

  it('only lies where its key works', async () => {
    expect((await post({ ...good, api_key: STREET_KEY, lat: String(WEST.lat), long: String(WEST.lon) })).status).toBe(
      200,
    );
    expect(faultsOf(await post({ ...good, api_key: STREET_KEY }), 403)).toEqual(['403.area']);
    expect(
      faultsOf(await post({ api_key: STREET_KEY, service_code: REFUSE, address_string: '芙蓉社区' }), 403),
    ).toEqual(['403.area']);
  });
});

describe('the same request again', () => {
  it('by an Idempotency-Key is the same case for ever; another text under the key is refused', async () => {
    const headers = { 'idempotency-key': 'k-1' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => report({}, headers)));
    expect(new Set(answers.map((answer) => answer.service_request_id)).size).toBe(1);
    await age(answers[0]?.service_request_id, '1 hour');
    expect(faultsOf(await post({ ...good, description: '别的' }, { headers }), 400)).toEqual(['400.act.id-used']);
    expect((await report({}, { 'idempotency-key': 'k-2' })).service_request_id).not.toBe(
      answers[0]?.service_request_id,
    );
  });

  it('from the same device, text and place within a minute is the same case', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => report({ device_id: 'd1' })));
    expect(new Set(answers.map((answer) => answer.service_request_id)).size).toBe(1);
    expect(await count()).toBe(1);
    await report({ device_id: 'd2' });
    await report({ device_id: 'd1', description: '垃圾又来了' });
    expect(await count()).toBe(3);
  });
});

describe('attributes', () => {
  const many = { ...good, service_code: '61040206036' };

  it('of several values are both stored', async () => {
    const answer = await post({
      ...many,
      'attribute[where][]': ['stairs', 'yard'],
      'attribute[count]': '3',
      'attribute[since]': '2026-11-01',
    });
    const [made] = held('created', answer, 'json', 200) as Item[];
    expect((await rowOf(made?.service_request_id)).attributes).toMatchObject({
      where: ['stairs', 'yard'],
      count: 3,
      since: '2026-11-01',
    });
  });

  it.each([
    [{}, '400.attribute.where'],
    [{ 'attribute[where][]': ['stairs', 'moon'] }, '400.attribute.where'],
    [{ 'attribute[where][]': 'roof', 'attribute[count]': 'many' }, '400.attribute.count'],
    [{ 'attribute[where][]': 'roof', 'attribute[since]': '1st of May' }, '400.attribute.since'],
  ])('%j is refused', async (more, code) => expect(faultsOf(await post({ ...many, ...more }), 400)).toEqual([code]));

  it('of one value take one of those offered', async () => {
    expect(
      (await post({ ...good, service_code: LAMP, 'attribute[damage]': 'damaged', 'attribute[danger]': 'true' })).status,
    ).toBe(200);
    expect(
      faultsOf(await post({ ...good, service_code: LAMP, 'attribute[damage]': ['damaged', 'missing'] }), 400),
    ).toEqual(['400.attribute.damage']);
    expect(faultsOf(await post({ ...good, service_code: LAMP, 'attribute[danger]': 'maybe' }), 400)).toEqual([
      '400.attribute.danger',
    ]);
  });
});

describe('tokens', () => {
  it('of a batch service are unknown yet, then an id; invented ones are not found', async () => {
    const { token } = await report({ service_code: BATCH, phone: '13800000000' });
    expect(await askBoth('token', `tokens/${token}`)).toEqual([{ token, service_request_id: null }]);
    expect(JSON.stringify(jobs)).not.toContain('13800000000');
    for (const job of [...jobs, ...jobs]) await openQueuedReport(app.ctx, job.payload as { sealed: string });
    const [resolved] = await askBoth('token', `tokens/${token}`);
    expect(await askBoth('requests', `requests/${resolved?.service_request_id}`)).toHaveLength(1);
    expect(await count()).toBe(1);
    for (const wrong of ['abc', `${String(token).slice(0, -1)}${String(token).endsWith('0') ? '1' : '0'}`])
      await askBoth('errors', `tokens/${wrong}`, 404);
  });

  it('are not given for a blackbox, nor is an id, nor does it show', async () => {
    expect(Object.keys(await report({ service_code: BLACKBOX }))).toEqual(['service_notice']);
    expect(await count()).toBe(1);
    expect(await askBoth('requests', 'requests')).toEqual([]);
  });
});

describe('the list of requests', () => {
  it('holds the last 90 days unless asked otherwise; 90 days pass, a second more does not', async () => {
    const young = await report();
    const old = await report({ description: '旧的' });
    await age(old.service_request_id, '91 days');
    expect((await askBoth('requests', 'requests')).map((row) => row.service_request_id)).toEqual([
      young.service_request_id,
    ]);
    const [a, z, late] = ['2026-01-01T00:00:00Z', '2026-04-01T00:00:00Z', '2026-04-01T00:00:01Z'];
    expect(await askBoth('requests', `requests?start_date=${a}&end_date=${z}`)).toEqual([]);
    await askBoth('errors', `requests?start_date=${a}&end_date=${late}`, 400);
    const from = new Date(Date.now() - 92 * 86_400_000).toISOString().slice(0, 19);
    expect((await askBoth('requests', `requests?start_date=${from}%2B00:00`)).at(-1)?.service_request_id).toMatch(
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
  ])('refuses %s', async (query) => void (await askBoth('errors', `requests?${query}`, 400)));

  it('refuses an unknown service', async () =>
    void (await askBoth('errors', `requests?service_code=${REFUSE},1`, 404)));

  it('is filtered by service and status', async () => {
    const [refuse, lamp] = [await report(), await report({ service_code: LAMP })];
    await database.owner.query(
      `update cases set open = false, state = 'closed', closed_at = now() where matter = 'M01037'`,
    );
    const ids = async (query: string) =>
      (await askBoth('requests', `requests?${query}`)).map((row) => row.service_request_id);
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
    const first = await report();
    const columns = (
      await database.owner.query(
        `select string_agg(column_name, ', ') as c from information_schema.columns where table_schema = 'gewu' and table_name = 'cases' and column_name <> 'id'`,
      )
    ).rows[0].c as string;
    await database.owner.query(`insert into cases (${columns}) select ${columns} from cases, generate_series(1, 1000)`);
    expect(await ask('requests', 'requests', 'json')).toHaveLength(1000);
    expect(await ask('requests', 'requests?page=2&page_size=1000', 'json')).toMatchObject([
      { service_request_id: first.service_request_id },
    ]);
    expect(await ask('requests', 'requests?page=101&page_size=10', 'json')).toHaveLength(1);
    expect(await ask('requests', 'requests?page=3', 'json')).toHaveLength(100);
  });

  it('leaves out what is confidential, a draft, or no service of the city', async () => {
    const number = (await report()).service_request_id;
    for (const change of [
      'confidential = true',
      `state = 'draft'`,
      `matter = (select key from matter where kind = 'grassroots' and mapped_to is null limit 1)`,
      'matter = null',
    ]) {
      await database.owner.query(`update cases set confidential = false, state = 'reported', matter = 'M06010'`);
      expect(await askBoth('requests', 'requests')).toHaveLength(1);
      await database.owner.query(`update cases set ${change}`);
      expect(await askBoth('requests', 'requests')).toEqual([]);
      await askBoth('errors', `requests/${number}`, 404);
      expect(await askBoth('updates', 'servicerequestupdates')).toEqual([]);
    }
  });

  it('blurs the place of an anonymous reporter', async () => {
    const { service_request_id: number } = await report({ anonymous: 'true', address_string: '芙蓉社区3号楼' });
    const [shown] = await askBoth('requests', `requests/${number}`);
    expect([shown?.lat, shown?.long]).toEqual([34.331, 108.751]);
    expect(shown?.address).toBe('芙蓉社区, 西兰路街道, 秦都区');
  });

  it('does not know other ids', async () => {
    for (const id of ['2026010100000001', 'abc', '0', `${'9'.repeat(20)}`])
      await askBoth('errors', `requests/${id}`, 404);
    const { service_request_id: number } = await report();
    await askBoth('errors', `requests/20200101${String(number).slice(8)}`, 404); // right row, wrong day
  });
});

describe('extensions', () => {
  it('tell the history when asked, and only then', async () => {
    const { service_request_id: number } = await report();
    await actOnCase(app.ctx, SYSTEM, String(number), {
      actId: crypto.randomUUID(),
      act: 'reply',
      note: '已清理，联系人王芳13812345678',
      data: { result: 'solved' },
    });
    const [row] = (await askBoth('requests_with_extensions', 'requests?extensions=true')) as unknown as {
      notes: { type: string; description: string }[];
      extended_attributes: Item;
    }[];
    expect(row?.notes.map((note) => [note.type, note.description])).toEqual([
      ['report', '已上报 / Reported'],
      ['reply', '待评价 / To be rated'],
    ]);
    expect(row?.extended_attributes).toMatchObject({ state: 'rating', area: '610402002012', overdue: false });
    expect(JSON.stringify(row)).not.toContain('王芳');
    expect(await askBoth('requests', 'requests')).toHaveLength(1);
  });
});

describe('updates', () => {
  const update = {
    api_key: DISTRICT_KEY,
    update_id: '77',
    updated_datetime: new Date().toISOString(),
    status: 'OPEN',
    description: '更多了',
    first_name: 'A',
    last_name: 'B',
  };
  const send = (more: Record<string, string>, format: 'xml' | 'json' = 'json') =>
    post({ ...update, ...more }, { path: 'servicerequestupdates', format });

  it('are changes of state, oldest first, each with an id of its own', async () => {
    const { service_request_id: number } = await report();
    await actOnCase(app.ctx, SYSTEM, String(number), { actId: crypto.randomUUID(), act: 'void', note: '误报' });
    const updates = await askBoth('updates', `servicerequestupdates?service_request_id=${number}`);
    expect(updates.map((entry) => [entry.update_id, entry.status, entry.external_status_code])).toEqual([
      [`${number}-1`, 'open', 'reported'],
      [`${number}-2`, 'closed', 'void'],
    ]);
    expect((await askBoth('requests', `requests/${number}`))[0]).toMatchObject({
      status: 'closed',
      status_notes: '已作废 / Void：误报',
    });
    expect(await askBoth('updates', 'servicerequestupdates?end_date=2026-01-01T00:00:00Z')).toEqual([]);
    await askBoth('errors', 'servicerequestupdates?start_date=now', 400);
  });

  it('from a client become the reporter’s words, once', async () => {
    const { service_request_id } = await report();
    const number = String(service_request_id);
    const first = held('updated', await send({ service_request_id: number }, 'xml'), 'xml', 200);
    expect(held('updated', await send({ service_request_id: number }), 'json', 200)).toEqual(first);
    expect((await database.owner.query(`select act, note from step where act = 'add_info'`)).rows).toEqual([
      { act: 'add_info', note: '更多了' },
    ]);
    held(
      'updated',
      await send({ service_request_id: number, update_id: '78', status: 'CANCELLED', description: '不用了' }),
      'json',
      200,
    );
    expect((await rowOf(number)).state).toBe('withdrawn');
    expect(faultsOf(await send({ service_request_id: number, update_id: '79' }), 400)).toEqual(['400.case.moved']);
  });

  it('need a right key, the key of the report, and all their fields', async () => {
    const number = String((await report({ lat: String(WEST.lat), long: String(WEST.lon) })).service_request_id);
    expect(faultsOf(await send({ service_request_id: number, api_key: 'x' }), 403)).toEqual(['403.api_key']);
    expect(faultsOf(await send({ service_request_id: number, api_key: STREET_KEY }), 403)).toEqual(['403.case']);
    expect(faultsOf(await send({ service_request_id: '2026010100000001' }), 404)).toEqual(['404.service_request_id']);
    expect(
      faultsOf(await send({ service_request_id: number, updated_datetime: '2026-01-01', description: '' }), 400),
    ).toEqual(['400.description', '400.updated_datetime']);
    held('errors', await send({}, 'xml'), 'xml', 400);
  });
});

describe('anything else', () => {
  it('is an error in the format asked for, never a page', async () => {
    for (const [method, path] of [
      ['GET', 'nothing'],
      ['GET', 'services/'],
      ['POST', 'services'],
      ['GET', 'requests/1/2'],
    ] as const) {
      for (const format of ['xml', 'json'] as const)
        held('errors', await app.callRaw(undefined, { method, url: `/open311/v2/${path}.${format}` }), format, 404);
    }
    held('errors', await app.callRaw(undefined, { method: 'GET', url: '/open311/v2/services' }), 'xml', 404);
    held(
      'errors',
      await app.callRaw(undefined, {
        method: 'POST',
        url: '/open311/v2/requests.json',
        payload: '{"a":1}',
        headers: { 'content-type': 'application/json' },
      }),
      'json',
      400,
    );
    held(
      'errors',
      await app.callRaw(undefined, {
        method: 'POST',
        url: '/open311/v2/requests.xml',
        payload: '<a/>',
        headers: { 'content-type': 'text/xml' },
      }),
      'xml',
      400,
    );
  });
});
