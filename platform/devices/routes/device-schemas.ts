import { type Static, Type } from 'typebox';
import { Nullable, TextSchema } from '../../http/app.ts';

const Area = Type.String({ pattern: '^\\d{6}(\\d{3}){0,3}$' });
const When = Nullable(Type.String({ format: 'date-time' }));

export const DeviceQuery = Type.Object({
  within: Type.Optional(Area),
  profile: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' })),
  link: Type.Optional(Type.Union([Type.Literal('online'), Type.Literal('offline'), Type.Literal('unknown')])),
  alarm: Type.Optional(Type.Boolean({ description: 'with an active alarm' })),
  issue: Type.Optional(
    Type.String({ pattern: '^[a-z]{1,20}$', description: 'with an open issue of this kind; any: of whichever' }),
  ),
  model: Type.Optional(Type.String({ maxLength: 201, description: 'maker/model, either may be empty' })),
  q: Type.Optional(Type.String({ maxLength: 100, description: 'part of code, name or place' })),
  cursor: Type.Optional(Type.Integer({ minimum: 1, maximum: 2147483647, description: 'id of the last device seen' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});
export type DeviceQuery = Static<typeof DeviceQuery>;

export const DeviceRow = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  profile: Type.String(),
  profileName: TextSchema,
  area: Type.String(),
  place: Nullable(Type.String()),
  lon: Nullable(Type.Number()),
  lat: Nullable(Type.Number()),
  admin: Type.String(),
  link: Type.String(),
  heardAt: When,
  alarms: Type.Integer({ description: 'active now' }),
});
export type DeviceRow = Static<typeof DeviceRow>;

export const NewDevice = Type.Object({
  code: Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f/#+]+$' }),
  name: Type.String({ minLength: 1, maxLength: 100 }),
  profile: Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' }),
  area: Type.Optional(Area),
  lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  place: Type.Optional(Type.String({ maxLength: 200 })),
  parent: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 2147483647, description: 'the gateway that speaks for it' }),
  ),
  maker: Type.Optional(Type.String({ maxLength: 100 })),
  model: Type.Optional(Type.String({ maxLength: 100 })),
});
export type NewDevice = Static<typeof NewDevice>;

export const DevicePatch = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  place: Type.Optional(Type.String({ maxLength: 200 })),
  lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  admin: Type.Optional(Type.Union([Type.Literal('active'), Type.Literal('disabled'), Type.Literal('retired')])),
  area: Type.Optional(Nullable({ ...Area, description: 'set by hand; null lets the platform find it again' })),
  post: Type.Optional(
    Nullable(
      Type.Integer({
        minimum: 1,
        maximum: 2147483647,
        description: 'responsible by hand; null: the post on duty of its area',
      }),
    ),
  ),
  attributes: Type.Optional(
    Type.Record(
      Type.String({ maxLength: 80 }),
      // not a union: the validator would make a 0 of null on its way through the first branch, and 0 of a smoke limit is fire
      Type.Unsafe<number | string | boolean | null>({ type: ['number', 'string', 'boolean', 'null'], maxLength: 500 }),
      {
        description: 'thresholds of this device alone; null takes one away',
        maxProperties: 50,
      },
    ),
  ),
});
export type DevicePatch = Static<typeof DevicePatch>;

export const DevicePage = Type.Intersect([
  DeviceRow,
  Type.Object({
    maker: Nullable(Type.String()),
    model: Nullable(Type.String()),
    firmware: Nullable(Type.String()),
    parent: Nullable(Type.Object({ id: Type.Integer(), name: Type.String() })),
    post: Nullable(
      Type.Object({
        id: Type.Integer(),
        name: Type.String(),
        holders: Type.Array(Type.String()),
        byHand: Type.Boolean(),
      }),
    ),
    measuredAt: When,
    messages: Type.Integer(),
    keys: Type.Array(
      Type.Object({
        key: Type.String(),
        name: TextSchema,
        unit: Nullable(Type.String()),
        value: Nullable(Type.Union([Type.Number(), Type.String(), Type.Boolean()])),
        at: When,
      }),
    ),
    rules: Type.Array(
      Type.Object({
        type: Type.String(),
        name: TextSchema,
        life: Type.Boolean(),
        words: Type.Array(Type.Object({ severity: Nullable(Type.String()), text: TextSchema })),
      }),
    ),
    attributes: Type.Array(
      Type.Object({
        key: Type.String(),
        name: TextSchema,
        unit: Nullable(Type.String()),
        declared: Type.Unknown(),
        area: Type.Unknown({ description: 'set for the area, if so' }),
        own: Type.Unknown({ description: 'set for this device, if so' }),
      }),
    ),
    refusals: Type.Array(
      Type.Object({
        reason: Type.String(),
        count: Type.Integer(),
        lastAt: Type.String({ format: 'date-time' }),
        sample: Nullable(Type.String()),
      }),
    ),
  }),
]);
export type DevicePage = Static<typeof DevicePage>;
