import type { DevicePage, DeviceValue } from './device-types.ts';

/** What stood there when the test began. */
export type TestStart = { at: number; messages: number; stamps: Record<string, string | null> };

/** How long a device may take: radio sensors send within seconds of the press, some only after half a minute. */
export const TEST_MS = 90_000;

export function beginTest(page: Pick<DevicePage, 'messages' | 'keys'>, at: number): TestStart {
  return {
    at,
    messages: page.messages,
    stamps: Object.fromEntries(page.keys.map(({ key, at: stamp }) => [key, stamp])),
  };
}

/**
 * How the test stands: `heard` as soon as the platform holds a message that came after its start, with the values that
 * are new; `silent` when nothing came in time.
 */
export function judgeTest(
  start: TestStart,
  page: Pick<DevicePage, 'messages' | 'keys'>,
  now: number,
): { state: 'waits' | 'heard' | 'silent'; fresh: DeviceValue[] } {
  const fresh = page.keys.filter(({ key, at }) => at !== null && at !== start.stamps[key]);
  if (page.messages > start.messages) return { state: 'heard', fresh };
  return { state: now - start.at > TEST_MS ? 'silent' : 'waits', fresh: [] };
}
