import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkingHours } from '@gewu/procedures/types';
import { parse } from 'yaml';

export type Settings = {
  /** Days a reporter may stay silent before a case is closed. */
  silenceDays: number;
  /** Days after closing in which a case may be redone; then it is archived. */
  appealDays: number;
  /** Days after which a report that was taken back lapses. */
  draftDays: number;
  /** Days a case may stay on hold before it must be looked at again. */
  reviewDays: number;
};

const KEYS = ['silenceDays', 'appealDays', 'draftDays', 'reviewDays'] as const satisfies (keyof Settings)[];

/** @throws Error when a setting is missing or not a positive number of days */
export function readSettings(dir: string): Settings {
  const file = parse(readFileSync(join(dir, 'settings.yaml'), 'utf8')) as Partial<Settings>;
  for (const key of KEYS) {
    const days = file[key];
    if (!Number.isInteger(days) || Number(days) < 1)
      throw new Error(`settings.yaml: ${key} must be a whole number of days`);
  }
  return file as Settings;
}

/** @throws Error when a span is not written as `08:30-12:00` */
export function readHours(dir: string): WorkingHours {
  const { timeZone, spans } = parse(readFileSync(join(dir, 'calendar.yaml'), 'utf8')) as {
    timeZone: string;
    spans: string[];
  };
  return {
    timeZone,
    spans: spans.map((text) => {
      const found = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/.exec(text);
      if (!found) throw new Error(`calendar.yaml: "${text}" is not a span like 08:30-12:00`);
      const [h1, m1, h2, m2] = found.slice(1).map(Number) as [number, number, number, number];
      return [h1 * 60 + m1, h2 * 60 + m2];
    }),
  };
}
