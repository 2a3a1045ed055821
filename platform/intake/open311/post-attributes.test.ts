import { describe, expect, it } from 'vitest';
import { openQueuedReport } from './create-request.ts';
import { BATCH, BLACKBOX, GOOD, type Item, LAMP, withOpen311 } from './testing.ts';

const t = withOpen311();

describe('attributes', () => {
  const many = { ...GOOD, service_code: '61040206036' };

  it('of several values are both stored', async () => {
    const answer = await t.post({
      ...many,
      'attribute[where][]': ['stairs', 'yard'],
      'attribute[count]': '3',
      'attribute[since]': '2026-11-01',
    });
    const [made] = t.held('created', answer, 'json', 200) as Item[];
    expect((await t.rowOf(made?.service_request_id)).attributes).toMatchObject({
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
  ])('%j is refused', async (more, code) =>
    expect(t.faultsOf(await t.post({ ...many, ...more }), 400)).toEqual([code]),
  );

  it('of one value take one of those offered', async () => {
    expect(
      (await t.post({ ...GOOD, service_code: LAMP, 'attribute[damage]': 'damaged', 'attribute[danger]': 'true' }))
        .status,
    ).toBe(200);
    expect(
      t.faultsOf(await t.post({ ...GOOD, service_code: LAMP, 'attribute[damage]': ['damaged', 'missing'] }), 400),
    ).toEqual(['400.attribute.damage']);
    expect(t.faultsOf(await t.post({ ...GOOD, service_code: LAMP, 'attribute[danger]': 'maybe' }), 400)).toEqual([
      '400.attribute.danger',
    ]);
  });
});

describe('tokens', () => {
  it('of a batch service are unknown yet, then an id; invented ones are not found', async () => {
    const { token } = await t.report({ service_code: BATCH, phone: '13800000000' });
    expect(await t.askBoth('token', `tokens/${token}`)).toEqual([{ token, service_request_id: null }]);
    expect(JSON.stringify(t.jobs)).not.toContain('13800000000');
    for (const job of [...t.jobs, ...t.jobs]) await openQueuedReport(t.app.ctx, job.payload as { sealed: string });
    const [resolved] = await t.askBoth('token', `tokens/${token}`);
    expect(await t.askBoth('requests', `requests/${resolved?.service_request_id}`)).toHaveLength(1);
    expect(await t.count()).toBe(1);
    for (const wrong of ['abc', `${String(token).slice(0, -1)}${String(token).endsWith('0') ? '1' : '0'}`])
      await t.askBoth('errors', `tokens/${wrong}`, 404);
  });

  it('are not given for a blackbox, nor is an id, nor does it show', async () => {
    expect(Object.keys(await t.report({ service_code: BLACKBOX }))).toEqual(['service_notice']);
    expect(await t.count()).toBe(1);
    expect(await t.askBoth('requests', 'requests')).toEqual([]);
  });
});
