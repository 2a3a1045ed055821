import { expect, test } from 'vitest';
import { type CallDraft, checkCall, writeCall } from './call-draft.ts';

const draft: CallDraft = { actId: 'a', name: '', phone: '', text: '', place: '', confidential: false, values: {} };

test('words and a place are needed, the caller may stay unnamed', () => {
  expect(checkCall(draft)).toEqual(['text', 'place']);
  expect(checkCall({ ...draft, text: '路灯不亮', place: '芙蓉社区' })).toEqual([]);
  expect(checkCall({ ...draft, text: '路灯不亮', lon: 108.7, lat: 34.3 })).toEqual([]);
});

test('a number with letters is no phone number', () => {
  expect(checkCall({ ...draft, text: '路灯不亮', area: '610402005', phone: '12345 转 王' })).toEqual(['phone']);
});

test('a call becomes a hotline case; a caller without name or number is anonymous', () => {
  expect(writeCall({ ...draft, text: ' 路灯不亮 ', place: '芙蓉社区' }, {})).toEqual({
    actId: 'a',
    procedure: 'hotline-ticket',
    source: 'hotline',
    channel: 'phone',
    description: '路灯不亮',
    anonymous: true,
    place: '芙蓉社区',
  });
  const full = writeCall(
    {
      ...draft,
      name: '王',
      phone: '029 1234567',
      text: '路灯不亮',
      area: '610402005004',
      lon: 108.7,
      lat: 34.3,
      matter: 'C01001',
      urgency: 'urgent',
      confidential: true,
    },
    { kind: 'settle' },
  );
  expect(full).toMatchObject({
    contact: { name: '王', phone: '029 1234567' },
    area: '610402005004',
    lon: 108.7,
    lat: 34.3,
    matter: 'C01001',
    urgency: 'urgent',
    confidential: true,
    attributes: { kind: 'settle' },
  });
  expect(full).not.toHaveProperty('anonymous');
});
