import { describe, expect, it } from 'vitest';
import { SYSTEM } from '../../access/actor.ts';
import { actOnCase } from '../../cases/act-on-case.ts';
import { DISTRICT_KEY, STREET_KEY, WEST } from '../testing.ts';
import { withOpen311 } from './testing.ts';

const t = withOpen311();

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
    t.post({ ...update, ...more }, { path: 'servicerequestupdates', format });

  it('are changes of state, oldest first, each with an id of its own', async () => {
    const { service_request_id: number } = await t.report();
    await actOnCase(t.app.ctx, SYSTEM, String(number), { actId: crypto.randomUUID(), act: 'void', note: '误报' });
    const updates = await t.askBoth('updates', `servicerequestupdates?service_request_id=${number}`);
    expect(updates.map((entry) => [entry.update_id, entry.status, entry.external_status_code])).toEqual([
      [`${number}-1`, 'open', 'reported'],
      [`${number}-2`, 'closed', 'void'],
    ]);
    expect((await t.askBoth('requests', `requests/${number}`))[0]).toMatchObject({
      status: 'closed',
      status_notes: '已作废 / Void：误报',
    });
    expect(await t.askBoth('updates', 'servicerequestupdates?end_date=2026-01-01T00:00:00Z')).toEqual([]);
    await t.askBoth('errors', 'servicerequestupdates?start_date=now', 400);
  });

  it('from a client become the reporter’s words, once', async () => {
    const { service_request_id } = await t.report();
    const number = String(service_request_id);
    const first = t.held('updated', await send({ service_request_id: number }, 'xml'), 'xml', 200);
    expect(t.held('updated', await send({ service_request_id: number }), 'json', 200)).toEqual(first);
    expect((await t.database.owner.query(`select act, note from step where act = 'add_info'`)).rows).toEqual([
      { act: 'add_info', note: '更多了' },
    ]);
    t.held(
      'updated',
      await send({ service_request_id: number, update_id: '78', status: 'CANCELLED', description: '不用了' }),
      'json',
      200,
    );
    expect((await t.rowOf(number)).state).toBe('withdrawn');
    expect(t.faultsOf(await send({ service_request_id: number, update_id: '79' }), 400)).toEqual(['400.case.moved']);
  });

  it('need a right key, the key of the report, and all their fields', async () => {
    const number = String((await t.report({ lat: String(WEST.lat), long: String(WEST.lon) })).service_request_id);
    expect(t.faultsOf(await send({ service_request_id: number, api_key: 'x' }), 403)).toEqual(['403.api_key']);
    expect(t.faultsOf(await send({ service_request_id: number, api_key: STREET_KEY }), 403)).toEqual(['403.case']);
    expect(t.faultsOf(await send({ service_request_id: '2026010100000001' }), 404)).toEqual(['404.service_request_id']);
    expect(
      t.faultsOf(await send({ service_request_id: number, updated_datetime: '2026-01-01', description: '' }), 400),
    ).toEqual(['400.description', '400.updated_datetime']);
    t.held('errors', await send({}, 'xml'), 'xml', 400);
  });
});
