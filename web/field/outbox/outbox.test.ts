import { describe, expect, test } from 'vitest';
import { backOffMs } from './back-off-ms.ts';
import { chooseNext } from './choose-next.ts';
import { drainOutbox } from './drain-outbox.ts';
import { findTwins } from './find-twins.ts';
import { judgeAnswer } from './judge-answer.ts';
import { mendItem } from './mend-item.ts';
import { nextWake } from './next-wake.ts';
import { settleItem } from './settle-item.ts';
import { standUpon } from './stand-upon.ts';
import { sweepPhotos } from './sweep-photos.ts';
import { sweepSent } from './sweep-sent.ts';
import { MemoryStore, makeAct, makeReport } from './testing.ts';

const receipt = { actId: 'a', number: '2026010100000001', seq: 5, act: 'accept', state: 'handling', at: '' };

describe('chooseNext', () => {
  test('photos go before their item', () => {
    const item = makeAct({ id: 'a', files: ['f1', 'f2'], uploaded: ['f1'] });
    expect(chooseNext([item], 'wang', 0)).toMatchObject({ kind: 'upload', file: 'f2' });
    expect(chooseNext([{ ...item, uploaded: ['f1', 'f2'] }], 'wang', 0)).toMatchObject({ kind: 'send' });
  });
  test('a refused act holds its own case back, not the others', () => {
    const items = [
      makeAct({ id: 'a', order: 1, state: 'refused' }),
      makeAct({ id: 'b', order: 2 }),
      makeAct({ id: 'c', order: 3, lane: '2026010100000002' }),
    ];
    expect(chooseNext(items, 'wang', 0)?.item.id).toBe('c');
    expect(chooseNext(items.slice(0, 2), 'wang', 0)).toBeUndefined();
  });
  test('another person on the phone sends nothing of mine', () => {
    expect(chooseNext([makeAct({ id: 'a' })], 'li', 0)).toBeUndefined();
  });
  test('an item that backs off keeps its place in the lane', () => {
    const items = [makeAct({ id: 'a', order: 1, nextTry: 9 }), makeAct({ id: 'b', order: 2 })];
    expect(chooseNext(items, 'wang', 8)).toBeUndefined();
    expect(nextWake(items, 'wang', 8)).toBe(9);
    expect(chooseNext(items, 'wang', 9)?.item.id).toBe('a');
  });
  test('an item that was being sent when the phone died is sent again', () => {
    expect(chooseNext([makeAct({ id: 'a', state: 'sending' })], 'wang', 0)?.item.id).toBe('a');
  });
});

describe('judgeAnswer', () => {
  test("refusals carry the server's words in both languages and its fields", () => {
    const body = {
      code: 'form.invalid',
      detail_zh: '缺少措施',
      detail_en: 'measure missing',
      faults: [{ path: '/measure', message: 'required' }],
    };
    expect(judgeAnswer({ status: 422, body })).toEqual({
      kind: 'refused',
      refusal: {
        status: 422,
        code: 'form.invalid',
        text: { zh: '缺少措施', en: 'measure missing' },
        fields: [{ path: '/measure', message: 'required' }],
      },
    });
  });
  test.each([408, 425, 429, 500, 502, 503, 504])('%i is tried again', (status) => {
    expect(judgeAnswer({ status, body: null }).kind).toBe('unreachable');
  });
  test('401 waits for sign-in; a portal page is no acceptance', () => {
    expect(judgeAnswer({ status: 401, body: {} }).kind).toBe('signed-out');
    expect(judgeAnswer({ status: 200, body: '<html>' }).kind).toBe('unreachable');
    expect(judgeAnswer({ status: 302, body: '' }).kind).toBe('unreachable');
  });
  test('a refusal without a body still says something', () => {
    const outcome = judgeAnswer({ status: 404, body: undefined });
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'http.404' } });
  });
});

describe('settleItem', () => {
  test('network failures back off, 2 s doubling to 5 min, and respect Retry-After', () => {
    expect([1, 2, 3, 20].map(backOffMs)).toEqual([2000, 4000, 8000, 300_000]);
    expect(
      settleItem(makeAct({ id: 'a', state: 'sending' }), { kind: 'unreachable', retryAfterMs: 60_000 }, 100),
    ).toMatchObject({
      state: 'waiting',
      tries: 1,
      nextTry: 60_100,
    });
  });
  test('"moved" with the state unchanged goes again; with another state the worker decides', () => {
    const item = makeAct({ id: 'a', seenState: 'handling', body: { act: 'finish', seq: 3 } });
    const refusal = { status: 409, code: 'case.moved', text: { zh: '', en: '' }, fields: [], seq: 4 };
    expect(settleItem(item, { kind: 'refused', refusal: { ...refusal, state: 'handling' } }, 0)).toMatchObject({
      state: 'waiting',
      body: { seq: 4 },
    });
    expect(settleItem(item, { kind: 'refused', refusal: { ...refusal, state: 'closed' } }, 0)).toMatchObject({
      state: 'refused',
    });
  });
});

test('an act made upon an unsent one stands on the step that the earlier one got', () => {
  const first = makeAct({ id: 'a', order: 1, state: 'sent', receipt });
  const second = makeAct({ id: 'b', order: 2, body: { act: 'finish', seq: 0 } });
  expect(standUpon(second, [first, second])).toMatchObject({ seenState: 'handling', body: { seq: 5 } });
  expect(standUpon(second, [{ ...first, lane: 'other' }, second])).toEqual(second);
});

test('an act upon a report goes to the case that the report became', () => {
  const report = makeReport({ id: 'r', order: 1, state: 'sent', receipt: { ...receipt, seq: 1, state: 'reported' } });
  const act = makeAct({ id: 'b', order: 2, lane: 'report:r', number: null, body: { act: 'settle' } });
  expect(standUpon(act, [report, act])).toMatchObject({
    number: '2026010100000001',
    seenState: 'reported',
    body: { seq: 1 },
  });
});

test('mending keeps the id, the place in the lane and the photos already there', () => {
  const refused = makeReport({ id: 'r', state: 'refused', tries: 3, files: ['x', 'y'], uploaded: ['x', 'y'] });
  expect(mendItem(refused, { body: { lon: 108.7, lat: 34.3 }, files: ['y', 'z'] }, 7)).toMatchObject({
    id: 'r',
    order: 1,
    state: 'waiting',
    tries: 0,
    nextTry: 7,
    files: ['y', 'z'],
    uploaded: ['y'],
    body: { lon: 108.7, description: '井盖缺失' },
  });
});

test('twins: same matter, near in place and time', () => {
  const mine = { matter: 'M06010', description: '', lon: 108.7, lat: 34.33 };
  const other = makeReport({ id: 'o', body: { ...mine, lon: 108.7005 } });
  expect(findTwins(mine, [other], 1000)).toHaveLength(1);
  expect(findTwins(mine, [{ ...other, body: { ...other.body, lon: 108.701 } }], 1000)).toHaveLength(0);
  expect(findTwins({ ...mine, matter: 'M06012' }, [other], 1000)).toHaveLength(0);
  expect(findTwins(mine, [other], 25 * 3_600_000)).toHaveLength(0);
});

test('an item discarded while it is on its way does not come back', async () => {
  const store = new MemoryStore();
  store.items.set('a', makeAct({ id: 'a' }));
  const wire = async () => {
    store.items.delete('a');
    return { kind: 'unreachable' as const };
  };
  expect(await drainOutbox(store, wire, 'wang', () => 0)).toEqual({ stopped: 'idle' });
  expect(store.items.size).toBe(0);
});

test('sent items are kept a day, and as long as something stands upon them', () => {
  const sent = makeAct({ id: 'a', state: 'sent', sentAt: 0 });
  const day = 24 * 3_600_000;
  expect(sweepSent([sent], day)).toEqual([]);
  expect(sweepSent([sent], day + 1)).toEqual(['a']);
  expect(sweepSent([sent, makeAct({ id: 'b', order: 2 })], day + 1)).toEqual([]);
});

test('photos go when nothing refers to them and nobody can still be at their form', () => {
  const photos = [
    { id: 'used', madeAt: 0 },
    { id: 'old', madeAt: 0 },
    { id: 'new', madeAt: 200_000_000 },
  ];
  expect(sweepPhotos(photos, new Set(['used']), 200_000_001)).toEqual(['old']);
});
