import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTelemetry } from './read-telemetry.ts';

const NOW = 1_760_000_000_000;

describe('readTelemetry', () => {
  it('reads the four shapes that ThingsBoard devices send', () => {
    const one = { ts: NOW, values: { t: 1 } };
    expect(readTelemetry('{"t":1}', NOW).readings).toEqual([one]);
    expect(readTelemetry('[{"t":1},{"t":2}]', NOW).readings).toEqual([one, { ts: NOW, values: { t: 2 } }]);
    expect(readTelemetry('{"ts":1759000000000,"values":{"t":1}}', NOW).readings).toEqual([
      { ...one, ts: 1759000000000 },
    ]);
    expect(readTelemetry('[{"ts":1759000000000,"values":{"t":1}}]', NOW).readings).toHaveLength(1);
    expect(readTelemetry('{"a":{"b":1},"c":null,"d":true,"e":"x"}', NOW).readings[0]?.values).toEqual({
      a: '{"b":1}',
      c: null,
      d: true,
      e: 'x',
    });
  });

  it('refuses with a reason and keeps the rest', () => {
    const reasons = (payload: string) => readTelemetry(payload, NOW).refusals.map((refusal) => refusal.reason);
    expect(reasons('{t:1}')).toEqual(['not-json']);
    expect(reasons('42')).toEqual(['wrong-shape']);
    expect(reasons('{"ts":"soon","values":{"t":1}}')).toEqual(['wrong-shape']);
    expect(reasons(`{"ts":${NOW * 2},"values":{"t":1}}`)).toEqual(['stamp-in-future']);
    expect(reasons('{"ts":1,"values":{"t":1}}')).toEqual(['stamp-too-old']);
    expect(reasons(`{"t":"${'x'.repeat(70_000)}"}`)).toEqual(['too-large']);
    for (const bad of ['"bad":"\\u0000"', '"bad\\u0000":1', '"bad":"half \\ud83d"', '"\\udd25":1'])
      expect(readTelemetry(`{"t":1,${bad}}`, NOW)).toMatchObject({
        readings: [{ values: { t: 1 } }],
        refusals: [{ reason: 'wrong-type' }],
      });
  });

  it('takes any bytes and any JSON without throwing, and never makes up a value', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void readTelemetry(bytes, NOW)));
    fc.assert(
      fc.property(fc.json(), (text) => {
        const { readings } = readTelemetry(text, NOW);
        for (const { values } of readings)
          for (const value of Object.values(values))
            expect(['number', 'string', 'boolean', 'object']).toContain(typeof value);
      }),
    );
  });
});
