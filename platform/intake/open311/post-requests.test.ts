import { describe, expect, it } from 'vitest';
import { DISTRICT_KEY, EAST, POWERLESS_KEY, STREET_KEY, WEST } from '../testing.ts';
import { GOOD, type Item, REFUSE, withOpen311 } from './testing.ts';

const t = withOpen311();

describe('a new request', () => {
  it('opens a case, in JSON and in XML, and is found by its id', async () => {
    const { service_request_id: number } = await t.report({
      first_name: '小明',
      last_name: '王',
      phone: '13800000000',
      email: 'w@example.com',
      account_id: 'acc-1',
    });
    expect(await t.askBoth('requests', `requests/${number}`)).toMatchObject([
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
    const row = await t.rowOf(number);
    expect(row).toMatchObject({
      matter: 'M06010',
      area: '610402002012001',
      source: 'resident',
      channel: 'api',
      confidential: false,
      owner_post: 5,
    });
    expect(t.app.ctx.sealer.open(row.contact)).toEqual({ name: '王小明', phone: '13800000000 w@example.com' });
    const xml = t.held(
      'created',
      await t.post({ ...GOOD, description: '另一堆' }, { format: 'xml' }),
      'xml',
      200,
    ) as Item[];
    expect(await t.askBoth('requests', `requests/${xml[0]?.service_request_id}`)).toHaveLength(1);
  });

  it('gives its reporter to nobody', async () => {
    const { service_request_id: number } = await t.report({
      description: '业主王芳电话13812345678，身份证610402199001010016，车陕D12345占道',
      first_name: 'A',
      last_name: 'B',
      phone: '13900000000',
    });
    const text = JSON.stringify(await t.askBoth('requests_with_extensions', `requests/${number}?extensions=true`));
    expect(text).not.toMatch(/13812345678|610402199001010016|陕D12345|王芳|13900000000/);
  });

  it('takes form-data with a photo', async () => {
    const photo = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
      'base64',
    );
    const fields = Object.entries(GOOD)
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
      t.app.callRaw(undefined, {
        method: 'POST',
        url: '/open311/v2/requests.xml',
        payload,
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
      });
    const [first] = t.held('created', await send(), 'xml', 200) as Item[];
    const [again] = t.held('created', await send(), 'xml', 200) as Item[];
    expect(again?.service_request_id).toBe(first?.service_request_id);
    const { rows } = await t.database.owner.query('select mime, case_id from file_object');
    expect(rows).toEqual([{ mime: 'image/jpeg', case_id: Number(String(first?.service_request_id).slice(8)) }]);
  });

  it('without a right key is refused, whatever else is wrong', async () => {
    for (const api_key of ['', 'nonsense', 'kd.wrong-secret', 'nobody.secret', POWERLESS_KEY]) {
      expect(t.faultsOf(await t.post({ ...GOOD, api_key, lat: 'x' }), 403)).toEqual(['403.api_key']);
      t.held('errors', await t.post({ ...GOOD, api_key }, { format: 'xml' }), 'xml', 403);
    }
    t.held('errors', await t.app.callRaw(undefined, { method: 'POST', url: '/open311/v2/requests.xml' }), 'xml', 403);
    expect(await t.count()).toBe(0);
  });

  it('tells all its faults at once', async () => {
    expect(
      t.faultsOf(
        await t.post({
          api_key: DISTRICT_KEY,
          lat: '34.3',
          description: '好'.repeat(4001),
          media_url: 'file:///etc/passwd',
        }),
        400,
      ),
    ).toEqual(['400.service_code', '400.location', '400.description', '400.media_url']);
    t.held('errors', await t.post({ api_key: DISTRICT_KEY }, { format: 'xml' }), 'xml', 400);
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
    expect(t.faultsOf(await t.post({ ...GOOD, ...more }), status)).toEqual([code]);
    t.held('errors', await t.post({ ...GOOD, ...more }, { format: 'xml' }), 'xml', status);
    expect(await t.count()).toBe(0);
  });

  it('takes 4,000 Chinese characters, and counts characters, not bytes', async () => {
    const { service_request_id: number } = await t.report({ description: '字'.repeat(4000) });
    expect((await t.rowOf(number)).description).toHaveLength(4000);
    expect(t.faultsOf(await t.post({ ...GOOD, description: '字'.repeat(4001) }), 400)).toEqual(['400.description']);
    await t.report({ description: '😀'.repeat(4000) });
  });

  it('may say its place in words; empty coordinates are none', async () => {
    const { service_request_id: number } = await t.report({
      lat: '',
      long: '',
      address_string: '芙蓉社区3号楼2单元501室',
    });
    expect(await t.rowOf(number)).toMatchObject({ area: '610402002012', place: '芙蓉社区3号楼2单元501室', lon: null });
    const [shown] = await t.askBoth('requests', `requests/${number}`);
    expect(shown).toMatchObject({
      address: '芙蓉社区3号楼***, 芙蓉社区, 西兰路街道, 秦都区',
      lat: 34.35,
      long: 108.75,
    }); // the middle of the community
    const elsewhere = await t.report({ lat: '', long: '', address_string: '某处' });
    expect(await t.rowOf(elsewhere.service_request_id)).toMatchObject({
      area: '610402',
      owner_post: 1,
      route_reason: expect.stringMatching(/^text names no known place/),
    });
  });

  it('keeps line breaks, ignores unknown extras, and gives markup back escaped', async () => {
    const markup = '标题\n\n<script>alert("1")</script> & <b>粗</b>\n\n链接';
    const { service_request_id: number } = await t.report({
      description: markup.replaceAll('\n', '\r\n'),
      deviceid: 'd',
      'attribute[uprn]': '1',
      generation: '2',
      address_string: '<i>',
    });
    const xml = (
      await t.app.callRaw(undefined, { method: 'GET', url: `/open311/v2/requests/${number}.xml` })
    ).raw.toString();
    expect(xml).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &lt;b&gt;');
    expect((await t.askBoth('requests', `requests/${number}`))[0]?.description).toBe(markup);
  });

  it('says that a like case is open nearby, and is taken all the same', async () => {
    const first = await t.report();
    const second = await t.report({ description: '还是那堆', lat: String(EAST.lat + 0.0002) });
    expect(second.service_notice).toContain(first.service_request_id);
    expect(await t.count()).toBe(2);
    expect((await t.report({ description: '远处', lat: String(EAST.lat + 0.01) })).service_notice).toBeNull();
  });

  it('only lies where its key works', async () => {
    expect((await t.post({ ...GOOD, api_key: STREET_KEY, lat: String(WEST.lat), long: String(WEST.lon) })).status).toBe(
      200,
    );
    expect(t.faultsOf(await t.post({ ...GOOD, api_key: STREET_KEY }), 403)).toEqual(['403.area']);
    expect(
      t.faultsOf(await t.post({ api_key: STREET_KEY, service_code: REFUSE, address_string: '芙蓉社区' }), 403),
    ).toEqual(['403.area']);
  });
});

describe('the same request again', () => {
  it('by an Idempotency-Key is the same case for ever; another text under the key is refused', async () => {
    const headers = { 'idempotency-key': 'k-1' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => t.report({}, headers)));
    expect(new Set(answers.map((answer) => answer.service_request_id)).size).toBe(1);
    await t.age(answers[0]?.service_request_id, '1 hour');
    expect(t.faultsOf(await t.post({ ...GOOD, description: '别的' }, { headers }), 400)).toEqual(['400.act.id-used']);
    expect((await t.report({}, { 'idempotency-key': 'k-2' })).service_request_id).not.toBe(
      answers[0]?.service_request_id,
    );
  });

  it('from the same device, text and place within a minute is the same case', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => t.report({ device_id: 'd1' })));
    expect(new Set(answers.map((answer) => answer.service_request_id)).size).toBe(1);
    expect(await t.count()).toBe(1);
    await t.report({ device_id: 'd2' });
    await t.report({ device_id: 'd1', description: '垃圾又来了' });
    expect(await t.count()).toBe(3);
  });
});
