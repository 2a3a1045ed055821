import { describe, expect, it } from 'vitest';
import { LAMP, REFUSE, withOpen311 } from './testing.ts';

const t = withOpen311();

describe('discovery', () => {
  it('answers in both formats with the same facts and a changeset in the past', async () => {
    const json = (await t.ask('discovery', 'discovery', 'json')) as { changeset: string };
    const xml = (await t.app.callRaw<string>(undefined, { method: 'GET', url: '/open311/v2/discovery.xml' })).body;
    expect(xml).toMatch(
      /\n<discovery><changeset>.*<endpoints><endpoint>.*<formats><format>text\/xml<\/format><format>/,
    );
    expect(await t.ask('discovery', 'discovery', 'xml')).toEqual(json);
    expect(Date.parse(json.changeset)).toBeLessThanOrEqual(Date.now());
  });
});

describe('services', () => {
  it('are the 250 matters, with keywords in both languages', async () => {
    const services = await t.askBoth('services', 'services');
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
    const services = await t.askBoth('services', 'services');
    for (const service of services.filter((entry) => entry.metadata).slice(0, 5))
      await t.askBoth('service_definition', `services/${service.service_code}`);
    const many = (await t.ask('service_definition', 'services/61040206036', 'json')) as { attributes: unknown[] };
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
    await t.askBoth('errors', `services/${REFUSE}`, 404);
    await t.askBoth('errors', 'services/99999999999', 404);
  });

  it('belong to this district alone', async () => {
    expect(await t.askBoth('services', 'services?jurisdiction_id=610402')).toHaveLength(250);
    expect(await t.askBoth('services', 'services?jurisdiction_id=')).toHaveLength(250);
    for (const path of [
      'services',
      `services/${LAMP}`,
      'requests',
      'requests/2026010100000001',
      'tokens/x',
      'servicerequestupdates',
    ])
      await t.askBoth('errors', `${path}?jurisdiction_id=110101`, 404);
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
        t.held('errors', await t.app.callRaw(undefined, { method, url: `/open311/v2/${path}.${format}` }), format, 404);
    }
    t.held('errors', await t.app.callRaw(undefined, { method: 'GET', url: '/open311/v2/services' }), 'xml', 404);
    t.held(
      'errors',
      await t.app.callRaw(undefined, {
        method: 'POST',
        url: '/open311/v2/requests.json',
        payload: '{"a":1}',
        headers: { 'content-type': 'application/json' },
      }),
      'json',
      400,
    );
    t.held(
      'errors',
      await t.app.callRaw(undefined, {
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
