import { SEVERITIES } from '@gewu/alarms/types';
import { type Static, Type } from 'typebox';
import { Nullable, TextSchema } from '../../http/app.ts';

export const AreaCode = Type.String({ pattern: '^\\d{6}(\\d{3}){0,3}$' });
export const ProfileKey = Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' });
const DeviceId = Type.Integer({ minimum: 1, maximum: 2147483647 });
const Count = Type.Integer({ minimum: 0 });

/** Not a union: the validator would make a 0 of null on its way through the first branch. */
const NumberOrNull = Type.Unsafe<number | null>({ type: ['number', 'null'] });

/** One device, or those of a profile within an area. */
export const ScopeQuery = Type.Object({
  device: Type.Optional(DeviceId),
  within: Type.Optional(AreaCode),
  profile: Type.Optional(ProfileKey),
});
export type ScopeQuery = Static<typeof ScopeQuery>;

export const TrialOrder = Type.Intersect([
  ScopeQuery,
  Type.Object({
    type: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$', description: 'of the rule' }),
    attributes: Type.Record(Type.String({ maxLength: 80 }), NumberOrNull, {
      minProperties: 1,
      maxProperties: 20,
      description: 'thresholds to try; null: without one of its own',
    }),
    days: Type.Integer({ minimum: 1, maximum: 366, description: 'of the past' }),
  }),
]);
export type TrialOrder = Static<typeof TrialOrder>;

export const FiguresSchema = Type.Object({
  now: Count,
  tried: Count,
  gone: Count,
  fresh: Count,
  false: Type.Object({ judged: Count, gone: Count }),
  true: Type.Object({ judged: Count, missed: Count }),
  untold: Count,
});

export const OutcomeSchema = Type.Object({
  id: Type.Integer({ description: 'to switch it on by' }),
  figures: FiguresSchema,
  devices: Type.Integer({ description: 'looked at' }),
  ofDevices: Count,
  apart: Type.Integer({ description: 'devices that keep a nearer value, which the one tried does not touch' }),
  readings: Count,
  since: Type.String({ format: 'date-time' }),
  until: Type.String({ format: 'date-time' }),
  days: Type.Array(Type.Object({ day: Type.String(), kept: Count, gone: Count, fresh: Count })),
  list: Type.Array(
    Type.Object({
      device: DeviceId,
      name: Type.String(),
      channel: Type.String(),
      severity: Type.String({ enum: [...SEVERITIES] }),
      from: Type.String({ format: 'date-time' }),
      to: Nullable(Type.String({ format: 'date-time' })),
      fate: Type.String({ enum: ['kept', 'gone', 'fresh'] }),
      alarm: Nullable(Type.Integer()),
      verdict: Nullable(Type.String({ enum: ['true', 'false', 'test'] })),
    }),
  ),
});
export type Outcome = Static<typeof OutcomeSchema>;
/** One line of the answer: how far it is, then what came of it. */
export type TrialLine = { done: number; of: number } | { outcome: Outcome } | { problem: { zh: string; en: string } };

export const ChoicesSchema = Type.Object({
  profile: ProfileKey,
  profileName: TextSchema,
  devices: Count,
  rules: Type.Array(
    Type.Object({
      type: Type.String(),
      name: TextSchema,
      life: Type.Boolean(),
      words: Type.Array(Type.Object({ severity: Nullable(Type.String()), text: TextSchema })),
      attributes: Type.Array(
        Type.Object({
          key: Type.String(),
          name: TextSchema,
          unit: Nullable(Type.String()),
          declared: Type.Number(),
          now: Type.Number({ description: 'in force here' }),
          set: Nullable(Type.Number({ description: 'set at this very place' })),
          range: Nullable(Type.Array(Type.Number(), { description: 'within which it may be set' })),
          also: Type.Array(TextSchema, { description: 'other kinds of devices whose rules look at it too' }),
        }),
      ),
    }),
  ),
});
export type Choices = Static<typeof ChoicesSchema>;
