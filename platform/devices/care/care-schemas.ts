import { type Static, Type } from 'typebox';
import { Nullable, TextSchema } from '../../http/app.ts';
import { ISSUE_KINDS, type IssueKind } from './care-types.ts';

const Moment = Type.String({ format: 'date-time' });
const When = Nullable(Moment);
export const Kind = Type.Unsafe<IssueKind>({ type: 'string', enum: [...ISSUE_KINDS] });
const Where = {
  within: Type.Optional(Type.String({ pattern: '^\\d{6}(\\d{3}){0,3}$' })),
  profile: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' })),
};

export const FleetQuery = Type.Object({
  ...Where,
  days: Type.Optional(Type.Union([Type.Literal(7), Type.Literal(30), Type.Literal(90)])),
  by: Type.Optional(Type.Union([Type.Literal('profile'), Type.Literal('area'), Type.Literal('model')])),
});
export type FleetQuery = Static<typeof FleetQuery>;

export const FleetGroup = Type.Object({
  key: Type.String(),
  name: TextSchema,
  devices: Type.Integer(),
  online: Type.Integer(),
  offline: Type.Integer(),
  unknown: Type.Integer({ description: 'never heard' }),
  ill: Type.Integer({ description: 'devices with an open issue' }),
  availability: Nullable(Type.Number({ description: 'share of the known time in which they were heard' })),
  small: Type.Boolean({ description: 'too little time is known to compare it with others' }),
  outages: Type.Integer(),
  betweenHours: Nullable(Type.Number({ description: 'mean time heard between two outages' })),
  repairs: Type.Integer({ description: 'outages that ended in the span' }),
  repairHours: Nullable(Type.Number({ description: 'mean length of those' })),
  query: Type.Record(Type.String(), Type.String(), { description: 'finds its devices in the list of devices' }),
});
export type FleetGroup = Static<typeof FleetGroup>;

export const Fleet = Type.Object({
  asOf: When,
  total: FleetGroup,
  rows: Type.Array(FleetGroup),
  issues: Type.Array(
    Type.Object({
      kind: Kind,
      name: TextSchema,
      open: Type.Integer(),
      healed: Type.Integer({ description: 'within the span' }),
      hours: Nullable(Type.Number({ description: 'mean time until they healed' })),
      middleHours: Nullable(Type.Number()),
    }),
  ),
  batteries: Type.Array(
    Type.Object({
      upTo: Nullable(Type.Integer({ description: 'days left; null: longer, or nothing can be said' })),
      devices: Type.Integer(),
    }),
  ),
});
export type Fleet = Static<typeof Fleet>;

export const IssueQuery = Type.Object({
  ...Where,
  kind: Type.Optional(Kind),
  state: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('healed')])),
  device: Type.Optional(Type.Integer({ minimum: 1, maximum: 2147483647 })),
  cursor: Type.Optional(
    Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'id of the last issue seen' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});
export type IssueQuery = Static<typeof IssueQuery>;

export const Issue = Type.Object({
  id: Type.Integer(),
  device: Type.Integer(),
  deviceName: Type.String(),
  profileName: TextSchema,
  area: Type.String(),
  place: Nullable(Type.String()),
  kind: Kind,
  text: TextSchema,
  since: Moment,
  foundAt: Moment,
  healedAt: When,
  gone: Type.Boolean({ description: 'it did not heal: the device was put out of use' }),
  case: Nullable(Type.String({ description: 'number of the case it belongs to' })),
  caseOpen: Nullable(Type.Boolean()),
});
export type Issue = Static<typeof Issue>;

export const BatteryQuery = Type.Object({
  ...Where,
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650, description: '30 where left out' })),
  over: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 3650, description: 'only those of which it is known that they last longer' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
});
export type BatteryQuery = Static<typeof BatteryQuery>;

export const BatteryRow = Type.Object({
  device: Type.Integer(),
  deviceName: Type.String(),
  profileName: TextSchema,
  area: Type.String(),
  place: Nullable(Type.String()),
  level: Type.Number(),
  slope: Nullable(Type.Number({ description: 'points a day' })),
  left: Nullable(Type.Number({ description: 'days; null: nothing can be said, but the level is low' })),
});
export type BatteryRow = Static<typeof BatteryRow>;

export const DeviceCare = Type.Object({
  intervalS: Type.Number(),
  learnt: Type.Boolean({ description: 'the interval was learnt, not declared' }),
  silenceS: Type.Number({ description: 'silent for so long, it counts as offline' }),
  availability: Type.Array(
    Type.Object({ days: Type.Integer(), knownS: Type.Number(), onlineS: Type.Number(), outages: Type.Integer() }),
  ),
  battery: Nullable(
    Type.Object({ level: Type.Number(), slope: Nullable(Type.Number()), left: Nullable(Type.Number()) }),
  ),
  links: Type.Array(Type.Object({ link: Type.String(), since: Moment, until: When }), {
    description: 'of the last 30 days, oldest first',
  }),
  issues: Type.Array(Issue),
});
export type DeviceCare = Static<typeof DeviceCare>;
