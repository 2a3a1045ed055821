import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProfiles } from '../profiles/read-profiles.ts';
import type { Dialect } from './dialect-types.ts';
import { drawSight } from './draw-sight.ts';
import { mapKeys } from './map-keys.ts';
import { checkDialect, readDialects } from './read-dialects.ts';
import { readPointer } from './read-pointer.ts';
import { readStamp } from './read-stamp.ts';
import { translateMessage } from './translate-message.ts';

const profiles = readProfiles();
const dialects = readDialects(new Set(profiles.keys()));
const dialect = (key: string) => dialects.get(key) as Dialect;
const z2m = (topic: string, body: unknown) =>
  translateMessage(dialect('zigbee2mqtt'), {
    topic,
    payload: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  });

describe('the shipped dialects', () => {
  it('name only keys that the profiles have', () => {
    for (const { dialect: name, keys = {}, sights = {} } of dialects.values())
      for (const [profile, rules] of [...Object.entries(keys), ...Object.entries(sights)]) {
        if (profile === '*') continue;
        const known = Object.keys(profiles.get(profile)?.keys ?? {});
        for (const [key, rule] of Object.entries(rules)) {
          const to = typeof rule === 'string' ? rule : 'to' in rule ? rule.to : key;
          expect(known, `${name}: ${profile} has no ${to}`).toContain(to);
        }
      }
  });

  it('are refused with the reason where they are wrong', () => {
    const known = new Set(profiles.keys());
    expect(checkDialect({ dialect: 'x' }, known).join()).toMatch(/name.*transport|transport.*name/s);
    const good = dialect('zigbee2mqtt');
    expect(checkDialect(good, known)).toEqual([]);
    expect(checkDialect({ ...good, keys: { nothing: {} } }, known).join()).toMatch(/no profile nothing/);
    expect(checkDialect({ ...good, base: undefined }, known).join()).toMatch(/base/);
    expect(checkDialect({ ...good, messages: [{ take: 'reading', values: '' }] }, known).join()).toMatch(/topic/);
  });
});

describe('a message of another system', () => {
  it('of a Zigbee bridge is a reading, a state of the link, a list of names, or nothing of ours', () => {
    expect(z2m('hall', { smoke: true, battery: 90 })).toMatchObject({ take: 'reading', device: 'hall' });
    expect(z2m('hall/availability', { state: 'offline' })).toEqual({ take: 'link', device: 'hall', online: false });
    expect(z2m('hall/availability', 'online')).toEqual({ take: 'link', device: 'hall', online: true });
    expect(z2m('bridge/state', { state: 'online' })).toEqual({ take: 'link', device: undefined, online: true });
    expect(z2m('bridge/logging', 'anything, even this {')).toEqual({ take: 'nothing' });
    expect(z2m('bridge/devices', [{ type: 'Coordinator', ieee_address: '0x0', friendly_name: 'c' }])).toEqual({
      take: 'names',
      names: [],
    });
    expect(z2m('hall', 'not json')).toEqual({ take: 'refuse', reason: 'not-json' });
    expect(z2m('hall', [1])).toEqual({ take: 'refuse', reason: 'wrong-shape' });
    expect(z2m('hall/availability', { state: 'maybe' })).toEqual({ take: 'refuse', reason: 'wrong-shape' });
  });

  it('never throws, whatever it is', () => {
    for (const one of dialects.values()) {
      fc.assert(
        fc.property(fc.string(), fc.uint8Array(), (topic, bytes) => {
          translateMessage(one, { topic, payload: Buffer.from(bytes) });
        }),
        { numRuns: 100 },
      );
      fc.assert(
        fc.property(fc.json(), (text) => {
          for (const topic of ['a', 'events', 'bridge/devices', 'a/availability'])
            translateMessage(one, { topic, payload: Buffer.from(text) });
          translateMessage(one, { body: JSON.parse(text) });
        }),
        { numRuns: 100 },
      );
    }
  });

  it('of a recorder keeps nothing but what was asked for', () => {
    const after = { camera: 'c', id: '1', label: 'person', score: 0.9, frame_time: 1.5, entered_zones: ['yard'] };
    const face = { sub_label: 'Somebody', recognized_license_plate: 'plate', data: { attributes: ['face'] } };
    const said = translateMessage(dialect('frigate'), { body: { type: 'new', after: { ...after, ...face } } });
    expect(said).toEqual({ take: 'refuse', reason: 'wrong-shape' }); // a topic is wanted
    const heard = translateMessage(dialect('frigate'), {
      topic: 'events',
      payload: Buffer.from(JSON.stringify({ type: 'new', after: { ...after, ...face } })),
    });
    expect(heard).toEqual({
      take: 'sight',
      device: 'c',
      ts: 1500,
      seen: { object: '1', label: 'person', zones: ['yard'], score: 0.9, ended: false },
    });
  });
});

describe('keys and values', () => {
  it('get the names of the profile; what is not known yet is left out', () => {
    const raw = { smoke: true, smoke_density_dbm: 0.2, battery: null, linkquality: 80, last_seen: 1 };
    expect(mapKeys(dialect('zigbee2mqtt'), 'smoke', raw)).toEqual({ alarm: true, smoke: 0.2, linkquality: 80 });
    expect(mapKeys(dialect('zigbee2mqtt'), 'door-access', { contact: false })).toEqual({ open: true });
    expect(mapKeys(dialect('zigbee2mqtt'), 'sos-button', { action: 'single' })).toEqual({ pressed: true });
    expect(mapKeys(dialect('zigbee2mqtt'), 'sos-button', { action: 'release' })).toEqual({});
    expect(mapKeys(dialect('gb28181'), 'security-camera', { event: '5-6', AlarmPriority: '1' })).toEqual({
      event: 'intrusion',
      priority: '1',
    });
    expect(mapKeys(dialect('gb28181'), 'smoke', { AlarmPriority: '4' })).toEqual({ alarm: true });
  });

  it('bear any name without harm', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(fc.string(), fc.constant('__proto__')), fc.jsonValue()), (raw) => {
        const out = mapKeys({}, 'smoke', raw);
        for (const [key, value] of Object.entries(out)) expect(value).toEqual(raw[key]);
        expect(Object.keys(out).length).toBe(Object.values(raw).filter((value) => value !== null).length);
      }),
    );
  });

  it('are found by pointer, never by inheritance', () => {
    const body = { 'a/b': { '~c': [1, 2] } };
    expect(readPointer(body, '/a~1b/~0c/1')).toBe(2);
    expect(readPointer(body, '')).toBe(body);
    for (const pointer of ['/constructor', '/a~1b/length/x', '/nothing/at/all', '/__proto__/x'])
      expect(readPointer(body, pointer)).toBeUndefined();
  });

  it('have moments in several ways of writing', () => {
    const at = Date.UTC(2026, 10, 24, 2, 0, 0);
    expect(readStamp('2026-11-24T10:00:00', 'china')).toBe(at);
    expect(readStamp('2026-11-24T02:00:00.000Z', 'ms')).toBe(at);
    expect(readStamp('2026-11-24T10:00:00+08:00', 'china')).toBe(at);
    expect(readStamp(at, 'ms')).toBe(at);
    expect(readStamp(at / 1000, 's')).toBe(at);
    for (const odd of ['yesterday', '', '2026-13-99T99:99', {}, null, Number.NaN, true])
      expect(readStamp(odd, 'ms')).toBeUndefined();
  });
});

describe('what a camera has in view', () => {
  const rules = dialect('frigate').sights?.['illegal-parking-camera'] ?? {};
  it('is counted by zone, and an emptied zone is told as empty', () => {
    const car = { label: 'car', zones: ['A'], score: 0.9 };
    expect(drawSight(rules, [car, { ...car, zones: ['B'] }], ['A'], 'car')).toEqual([{ vehicles: 1, lane: 'A' }]);
    expect(drawSight(rules, [], ['A', 'B'], 'car')).toEqual([
      { vehicles: 0, lane: 'A' },
      { vehicles: 0, lane: 'B' },
    ]);
    expect(drawSight(rules, [car], [], 'truck')).toEqual([{ vehicles: 1 }]);
    expect(drawSight(rules, [car], ['A'], 'dog')).toEqual([]);
  });
  it('says an e-bike while there is one', () => {
    const lift = dialect('frigate').sights?.['ebike-lift-camera'] ?? {};
    expect(drawSight(lift, [{ label: 'bicycle', zones: [], score: 0.91 }], [], 'bicycle')).toEqual([
      { ebike: true, confidence: 0.91 },
    ]);
    expect(drawSight(lift, [], [], 'bicycle')).toEqual([{ ebike: false }]);
    expect(drawSight(lift, [], [], 'person')).toEqual([]);
  });
});
