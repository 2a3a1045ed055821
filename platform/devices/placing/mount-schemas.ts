import { type Static, Type } from 'typebox';
import { Nullable, TextSchema, UuidSchema } from '../../http/app.ts';

/** What every act on the spot carries: its own id, so that the network may repeat it, and photos already sent. */
const Act = {
  actId: UuidSchema,
  note: Type.Optional(Type.String({ maxLength: 500 })),
  files: Type.Optional(Type.Array(UuidSchema, { maxItems: 9, uniqueItems: true })),
};

export const MountBody = Type.Object(
  {
    ...Act,
    lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    place: Type.Optional(Type.String({ maxLength: 200, description: 'address in words' })),
    anchor: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'scanned: code of the building or component it hangs on',
      }),
    ),
    maker: Type.Optional(Type.String({ maxLength: 100 })),
    model: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
);
export type MountBody = Static<typeof MountBody>;

export const ReplaceBody = Type.Object(
  {
    ...Act,
    code: Type.String({
      minLength: 1,
      maxLength: 200,
      pattern: '^[^\\u0000-\\u001f/#+]+$',
      description: 'of the new device',
    }),
  },
  { additionalProperties: false },
);
export type ReplaceBody = Static<typeof ReplaceBody>;

export const UnmountBody = Type.Object(Act, { additionalProperties: false });
export type UnmountBody = Static<typeof UnmountBody>;

/** As the receipt of an act on a case, so that a phone's queue reads both alike. */
export const DeviceReceipt = Type.Object({
  actId: Type.String(),
  number: Type.String({ description: 'code of the device that hangs there now' }),
  seq: Type.Integer(),
  act: Type.String(),
  state: Type.String({ description: 'active, disabled or retired' }),
  at: Type.String({ format: 'date-time' }),
  device: Type.Integer({ description: 'that hangs there now; after an unmount the one taken down' }),
  area: Type.String(),
  areaName: Type.String(),
  why: Nullable(TextSchema),
});
export type DeviceReceipt = Static<typeof DeviceReceipt>;

export const ScannedDevice = Type.Object({
  device: Nullable(
    Type.Object({
      id: Type.Integer(),
      code: Type.String(),
      name: Type.String(),
      profile: Type.String(),
      profileName: TextSchema,
      mounted: Type.Boolean(),
    }),
  ),
  waits: Type.Boolean({ description: 'it speaks, and the desk has yet to register it' }),
});
export type ScannedDevice = Static<typeof ScannedDevice>;
