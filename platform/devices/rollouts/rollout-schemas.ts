import { type Static, Type } from 'typebox';
import { Nullable, UuidSchema } from '../../http/app.ts';

const When = Type.String({ format: 'date-time' });
const Area = Type.String({ pattern: '^\\d{6}(\\d{3}){0,3}$' });
const Version = Type.String({ pattern: '^[0-9A-Za-z][0-9A-Za-z._+-]{0,59}$', description: '1.4.2' });
const Kind = Type.Union([Type.Literal('firmware'), Type.Literal('software'), Type.Literal('configuration')]);
const State = Type.Union([
  Type.Literal('running'),
  Type.Literal('approval'),
  Type.Literal('stopped'),
  Type.Literal('halted'),
  Type.Literal('rolling_back'),
  Type.Literal('rolled_back'),
  Type.Literal('done'),
]);
const Share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });

/** What names a package; the content comes as a form beside it. */
export const PackageNames = {
  title: Type.String({ pattern: '^[^\\u0000-\\u001f/#+?]{1,80}$', description: 'as its devices call it' }),
  version: Version,
  profile: Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' }),
  maker: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
  model: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
};
export const NewFile = Type.Object({
  kind: Type.Union([Type.Literal('firmware'), Type.Literal('software')]),
  ...PackageNames,
});
export type NewFile = Static<typeof NewFile>;
export const NewConfiguration = Type.Object({
  ...PackageNames,
  settings: Type.Record(
    Type.String({ pattern: '^(?!(fw|sw|config)_)[A-Za-z][A-Za-z0-9_.-]{0,79}$' }),
    Type.Union([Type.Number(), Type.String({ maxLength: 500 }), Type.Boolean()]),
    { minProperties: 1, maxProperties: 50, description: 'the shared attributes that it sets' },
  ),
});
export type NewConfiguration = Static<typeof NewConfiguration>;

export const PackageSchema = Type.Object({
  id: Type.Integer(),
  kind: Kind,
  title: Type.String(),
  version: Type.String(),
  profile: Type.String(),
  maker: Nullable(Type.String()),
  model: Nullable(Type.String()),
  sha256: Nullable(Type.String({ description: 'hex, of the content as it was taken in' })),
  bytes: Nullable(Type.Integer()),
  fileName: Nullable(Type.String()),
  settings: Nullable(Type.Record(Type.String(), Type.Unknown())),
  by: Type.String(),
  createdAt: When,
  retiredAt: Nullable(When),
  rollouts: Type.Integer(),
  mine: Type.Boolean({ description: 'brought by the asker, who then needs a second person' }),
});
export type PackageSchema = Static<typeof PackageSchema>;

export const Aim = {
  package: Type.Integer({ minimum: 1, maximum: 2147483647 }),
  area: Area,
  model: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
  fromVersion: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
};
export const TargetSchema = Type.Object({
  devices: Type.Integer({ description: 'that need it and can take it' }),
  reachable: Type.Integer({ description: 'of these connected now; the others come in the last stage' }),
  behindGateways: Type.Integer({ description: 'that need it and cannot fetch it' }),
  models: Type.Array(Type.Object({ model: Nullable(Type.String()), devices: Type.Integer() })),
  versions: Type.Array(Type.Object({ version: Nullable(Type.String()), devices: Type.Integer() })),
  intervalS: Type.Number({ description: 'how often a healthy one reports' }),
});
export type TargetSchema = Static<typeof TargetSchema>;

const Stage = Type.Object({
  share: Type.Number({ exclusiveMinimum: 0, maximum: 1, description: 'of all its devices, with those before' }),
  waitS: Type.Integer({ minimum: 0, maximum: 2_592_000, description: 'watched so long before the next' }),
});
export const NewRollout = Type.Object({
  key: UuidSchema,
  ...Aim,
  count: Type.Integer({ minimum: 0, maximum: 10_000_000, description: 'of devices, as the asker confirmed it' }),
  stages: Type.Array(Stage, { minItems: 2, maxItems: 8 }),
  failLimit: Share('halts when more of the devices so far failed'),
  silentLimit: Share('halts when more of them fell silent after it'),
  silentS: Type.Integer({ minimum: 1, maximum: 604_800, description: 'silent: not heard for so long after it' }),
  patienceS: Type.Integer({ minimum: 1, maximum: 604_800, description: 'a device may stand still for so long' }),
  mostAtOnce: Type.Integer({ minimum: 1, maximum: 5_000 }),
  quiet: Type.Optional(
    Type.Object({
      from: Type.Integer({ minimum: 0, maximum: 1439, description: 'minute of the day in China' }),
      to: Type.Integer({ minimum: 0, maximum: 1439 }),
    }),
  ),
  hours: Type.Integer({ minimum: 1, maximum: 2160, description: 'after so many hours nobody is waited for' }),
  seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2147483647 })),
});
export type NewRollout = Static<typeof NewRollout>;

const PackageName = Type.Object({ id: Type.Integer(), kind: Kind, title: Type.String(), version: Type.String() });
export const RolloutRow = Type.Object({
  id: Type.Integer(),
  package: PackageName,
  profile: Type.String(),
  area: Type.String(),
  state: State,
  reason: Nullable(Type.String()),
  stage: Type.Integer(),
  stages: Type.Array(Stage),
  by: Type.String(),
  createdAt: When,
  endedAt: Nullable(When),
  devices: Type.Integer(),
  done: Type.Integer(),
  failed: Type.Integer(),
  moving: Type.Integer(),
});
export type RolloutRow = Static<typeof RolloutRow>;

export const RolloutPage = Type.Object({
  ...RolloutRow.properties,
  model: Nullable(Type.String()),
  fromVersion: Nullable(Type.String()),
  failLimit: Type.Number(),
  silentLimit: Type.Number(),
  silentS: Type.Integer(),
  patienceS: Type.Integer(),
  mostAtOnce: Type.Integer(),
  quiet: Nullable(Type.Object({ from: Type.Integer(), to: Type.Integer() })),
  endsAt: When,
  stageAt: When,
  silent: Type.Integer(),
  approvedBy: Nullable(Type.String()),
  mayApprove: Type.Boolean({ description: 'the asker is neither who brought the package nor who started it' }),
  counts: Type.Array(
    Type.Object({
      stage: Type.Integer(),
      phase: Type.String(),
      back: Type.Boolean(),
      devices: Type.Integer(),
    }),
  ),
  course: Type.Array(
    Type.Object({
      id: Type.Integer(),
      at: When,
      change: Type.String(),
      by: Type.String(),
      data: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
});
export type RolloutPage = Static<typeof RolloutPage>;

export const RolloutDevice = Type.Object({
  device: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  stage: Type.Integer(),
  phase: Type.String(),
  back: Type.Boolean(),
  error: Nullable(Type.String()),
  was: Nullable(Type.String()),
  movedAt: When,
});
export type RolloutDevice = Static<typeof RolloutDevice>;

export const DeviceUpdates = Type.Object({
  has: Type.Array(
    Type.Object({ kind: Kind, title: Nullable(Type.String()), version: Type.String() }, { description: 'as it says' }),
  ),
  updates: Type.Array(
    Type.Object({
      rollout: Type.Integer(),
      package: PackageName,
      phase: Type.String(),
      back: Type.Boolean(),
      error: Nullable(Type.String()),
      was: Nullable(Type.String()),
      movedAt: When,
    }),
  ),
});
export type DeviceUpdates = Static<typeof DeviceUpdates>;
