import { describe, expect, it } from 'vitest';
import { judgeReport, type Report } from './judge-report.ts';
import type { Phase } from './rollout-types.ts';

const goal = { title: 'Smoke', version: '2.0', settings: null };
const judge = (phase: Phase, report: Report) => judgeReport({ phase, since: 100 }, report, goal);
const said = (value: string, ts = 101): Report => ({ state: { value, ts }, title: 'Smoke', version: '1.0' });

describe('judgeReport', () => {
  it('believes states said after the offer, forward alone', () => {
    expect(judge('offered', said('DOWNLOADING'))).toEqual({ phase: 'downloading' });
    expect(judge('offered', said('VERIFIED'))).toEqual({ phase: 'verified' });
    expect(judge('verified', said('DOWNLOADED'))).toEqual({ phase: 'verified' });
    expect(judge('offered', said('FAILED', 100))).toEqual({ phase: 'offered' });
    expect(judge('offered', said('DANCING'))).toEqual({ phase: 'offered' });
    expect(judge('offered', {})).toEqual({ phase: 'offered' });
  });

  it('calls a device updated by the version that it names, not by its word', () => {
    expect(judge('updating', said('UPDATED'))).toEqual({ phase: 'updating' });
    expect(judge('offered', { title: 'Smoke', version: '2.0' })).toEqual({ phase: 'done' });
    expect(judge('offered', { version: '2.0' })).toEqual({ phase: 'done' });
    expect(judge('offered', { title: 'Other', version: '2.0' })).toEqual({ phase: 'offered' });
    expect(judge('failed', { ...said('FAILED'), version: '2.0' })).toEqual({ phase: 'done' });
  });

  it('keeps the reason of a failure', () => {
    expect(judge('updating', { ...said('FAILED'), error: 'no space' })).toEqual({ phase: 'failed', error: 'no space' });
    expect(judge('updating', said('FAILED'))).toEqual({ phase: 'failed', error: 'FAILED' });
    expect(judge('failed', said('DOWNLOADING'))).toEqual({ phase: 'failed' });
  });

  it('takes settings as there when the device says their version, or all of them', () => {
    const settings = { rate: 60, name: 'a' };
    const config = { title: 'Rates', version: '3', settings };
    const of = (client: Record<string, unknown>) =>
      judgeReport({ phase: 'offered', since: null }, { client }, config).phase;
    expect(of({ config_version: '3' })).toBe('done');
    expect(of({ rate: 60, name: 'a', more: 1 })).toBe('done');
    expect(of({ rate: 60 })).toBe('offered');
    expect(of({ rate: 61, name: 'a' })).toBe('offered');
  });
});
