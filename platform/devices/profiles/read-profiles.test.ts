import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explainRule } from '@gewu/alarms/explain-rule';
import { replayHistory } from '@gewu/alarms/replay-history';
import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../catalogue/read-catalogue.ts';
import type { LoadedProfile } from './profile-types.ts';
import { checkProfile, readProfiles } from './read-profiles.ts';

const profiles = readProfiles();
const profile = (key: string) => profiles.get(key) as LoadedProfile;
const MINUTE = 60_000;
const raised = (key: string, minutes: [number, Record<string, number | string | boolean>][], until = 600) =>
  replayHistory(
    profile(key).alarms,
    {},
    minutes.map(([minute, values]) => ({ ts: minute * MINUTE, values })),
    until * MINUTE,
  ).map((t) => `${t.type} ${t.change} ${t.severity} ${t.at / MINUTE}`);

describe('the shipped device profiles', () => {
  it('cover what a district has', () => {
    expect([...profiles.keys()]).toEqual(
      expect.arrayContaining([
        'air-quality',
        'bin-camera',
        'bin-sensor',
        'door-access',
        'ebike-lift-camera',
        'falling-object-camera',
        'gas',
        'illegal-parking-camera',
        'manhole',
        'smoke',
        'sos-button',
        'water-level',
      ]),
    );
  });

  it('name only procedures and matters that there are, and say every rule in words', () => {
    const { engine, matters } = readCatalogue();
    const keys = new Set(matters.map((matter) => matter.key));
    for (const { alarms, keys: measured, attributes } of profiles.values())
      for (const rule of alarms) {
        if (rule.procedure) expect(engine.procedures.has(rule.procedure)).toBe(true);
        if (rule.matter) expect(keys.has(rule.matter)).toBe(true);
        for (const { text } of explainRule(rule, { ...measured, ...attributes })) {
          expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
          expect(text.en).not.toMatch(/undefined|[\u4e00-\u9fff]/);
        }
      }
  });

  it('raise a fire by smoke, by heat and by the device’s own word, and not by a test', () => {
    expect(
      raised('smoke', [
        [0, { smoke: 0.7 }],
        [1, { smoke: 0.05 }],
      ]),
    ).toEqual(['fire raised critical 0', 'fire cleared critical 2']);
    expect(raised('smoke', [[0, { temperature: 70 }]])).toEqual(['fire raised critical 0']);
    expect(
      raised('smoke', [
        [0, { alarm: true, test: true }],
        [1, { alarm: false, test: false }],
      ]),
    ).toEqual([]);
    expect(raised('smoke', [[0, { alarm: true, test: false }]])).toEqual(['fire raised critical 0']);
  });

  it('give a car time to leave, and a bin two looks', () => {
    expect(
      raised('illegal-parking-camera', [
        [0, { lane: 'A', vehicles: 1 }],
        [4, { lane: 'A', vehicles: 0 }],
      ]),
    ).toEqual([]);
    expect(
      raised('illegal-parking-camera', [
        [0, { lane: 'A', vehicles: 1 }],
        [9, { lane: 'A', vehicles: 0 }],
      ]),
    ).toEqual(['parking raised minor 5', 'parking cleared minor 10']);
    expect(
      raised('bin-sensor', [
        [0, { fill: 90 }],
        [240, { fill: 60 }],
      ]),
    ).toEqual([]);
    expect(
      raised('bin-sensor', [
        [0, { fill: 90 }],
        [240, { fill: 91 }],
        [480, { fill: 10 }],
      ]),
    ).toEqual(['bin-full raised warning 240', 'bin-full cleared warning 480']);
  });
});

describe('a profile that is wrong', () => {
  it('is refused with the file and the reason', () => {
    const dir = mkdtempSync(join(tmpdir(), 'gewu-profiles-'));
    mkdirSync(join(dir, 'devices'));
    writeFileSync(join(dir, 'devices', 'x.yaml'), 'profile: x\nname: { zh: 某, en: X }\n');
    expect(() => readProfiles(dir)).toThrow(/devices\/x\.yaml: .*kind/s);
    rmSync(dir, { recursive: true });
    const { hash: _, ...smoke } = profile('smoke');
    expect(checkProfile(smoke)).toEqual([]);
    expect(checkProfile({ ...smoke, calls: undefined }).join()).toMatch(/fire calls people/);
    expect(checkProfile({ ...smoke, keys: {} }).join()).toMatch(/does not measure/);
    expect(checkProfile({ ...smoke, alarms: [smoke.alarms[0], smoke.alarms[0]] }).join()).toMatch(/two rules/);
  });
});
