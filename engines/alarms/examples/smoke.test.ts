import { expect, it } from 'vitest';
import { watchSmoke } from './smoke.ts';

it('plays the minute that the README shows', () => {
  expect(watchSmoke()).toEqual([
    'smoke > the area\'s "smoke_limit", else 0.5 dB/m, for 10 s',
    'Ends: smoke < 0.2 dB/m, for 30 s',
    '25 s: raised critical (Smoke at 0.6 dB/m)',
    '75 s: cleared critical',
  ]);
});
