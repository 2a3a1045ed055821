import { Type } from 'typebox';
import { Nullable, UuidSchema } from '../../http/app.ts';

export const NumberParams = Type.Object({ number: Type.String({ pattern: '^\\d{16,20}$' }) });

export const ReceiptSchema = Type.Object({
  actId: Type.String(),
  number: Type.String(),
  seq: Type.Integer(),
  act: Type.String(),
  state: Type.String(),
  at: Type.String(),
});

const Lon = Type.Number({ minimum: -180, maximum: 180, description: 'WGS-84' });
const Lat = Type.Number({ minimum: -90, maximum: 90, description: 'WGS-84' });
export const FilesSchema = Type.Array(UuidSchema, { maxItems: 9, uniqueItems: true });

export const OpenBody = Type.Object(
  {
    actId: UuidSchema,
    procedure: Type.Optional(Type.String({ pattern: '^[a-z0-9-]+$', maxLength: 60 })),
    matter: Type.Optional(Type.String({ pattern: '^[MCG]\\d+$', maxLength: 12 })),
    title: Type.Optional(Type.String({ maxLength: 100 })),
    description: Type.String({ minLength: 1, maxLength: 4000 }),
    lon: Type.Optional(Lon),
    lat: Type.Optional(Lat),
    place: Type.Optional(Type.String({ maxLength: 300 })),
    area: Type.Optional(Type.String({ pattern: '^(\\d{6}|\\d{9}|\\d{12}|\\d{15})$' })),
    urgency: Type.Optional(Type.Union([Type.Literal('critical'), Type.Literal('urgent'), Type.Literal('normal')])),
    files: Type.Optional(FilesSchema),
    attributes: Type.Optional(Type.Record(Type.String({ maxLength: 60 }), Type.Unknown())),
    anonymous: Type.Optional(Type.Boolean()),
    confidential: Type.Optional(Type.Boolean()),
    source: Type.Optional(
      Type.Union(
        ['resident', 'patrol', 'hotline', 'video', 'drone', 'device', 'superior', 'department', 'police'].map((s) =>
          Type.Literal(s),
        ),
      ),
    ),
    channel: Type.Optional(
      Type.Union(
        ['app', 'miniprogram', 'wechat', 'qr', 'web', 'phone', 'file', 'api', 'mqtt'].map((s) => Type.Literal(s)),
      ),
    ),
    contact: Type.Optional(
      Type.Object(
        { name: Type.String({ maxLength: 40 }), phone: Type.String({ maxLength: 20, pattern: '^[0-9+ -]*$' }) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

export const ActBody = Type.Object(
  {
    actId: UuidSchema,
    act: Type.String({ pattern: '^[a-z_]+$', maxLength: 40 }),
    seq: Type.Optional(Type.Integer({ minimum: 0, maximum: 2147483647 })),
    note: Type.Optional(Type.String({ maxLength: 2000 })),
    data: Type.Optional(Type.Record(Type.String({ maxLength: 60 }), Type.Unknown())),
    files: Type.Optional(FilesSchema),
    target: Type.Optional(Type.Integer({ minimum: 1, maximum: 2147483647 })),
  },
  { additionalProperties: false },
);

export const RowSchema = Type.Object(
  {
    number: Type.String(),
    title: Type.String(),
    state: Type.String(),
    stage: Type.String(),
    matter: Nullable(Type.String()),
    urgency: Type.String(),
    area: Type.String(),
    areaName: Type.String(),
    place: Nullable(Type.String()),
    openedAt: Type.String(),
    dueAt: Nullable(Type.String()),
    stageDueAt: Nullable(Type.String()),
    leftMs: Nullable(Type.Number()),
    overdue: Type.Boolean(),
    warned: Type.Boolean(),
    marks: Type.Array(Type.String()),
    owner: Nullable(Type.Object({ post: Type.Integer(), name: Type.String() })),
    unit: Nullable(Type.Object({ id: Type.Integer(), name: Type.String() })),
    source: Type.String(),
    lon: Nullable(Type.Number()),
    lat: Nullable(Type.Number()),
    seq: Type.Integer(),
    thumb: Nullable(Type.String()),
  },
  { additionalProperties: true },
);

export const CountsSchema = Type.Object({
  open: Type.Integer(),
  overdue: Type.Integer(),
  soon: Type.Integer(),
  byState: Type.Record(Type.String(), Type.Integer()),
  byArea: Type.Array(
    Type.Object({ area: Type.String(), name: Type.String(), open: Type.Integer(), overdue: Type.Integer() }),
  ),
});
