import { type Static, Type } from 'typebox';
import { Nullable, TextSchema } from '../../http/app.ts';
import { AHEAD_HOURS } from './bin-row.ts';

const Area = Type.String({ pattern: '^\\d{6}(\\d{3}){0,3}$' });
const When = Nullable(Type.String({ format: 'date-time' }));
const Percent = Nullable(Type.Number({ description: 'percent; null for a camera' }));
const Keys = Type.String({ pattern: '^[1-9]\\d{0,9}(,[1-9]\\d{0,9}){0,499}$' });
/** Lorries times bins a lorry: what is put in order at once. */
export const MOST_STOPS = 500;

export const BinQuery = Type.Object({ within: Type.Optional(Area) });
export type BinQuery = Static<typeof BinQuery>;

export const Bin = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  area: Type.String(),
  place: Nullable(Type.String()),
  lon: Nullable(Type.Number()),
  lat: Nullable(Type.Number()),
  link: Type.String(),
  level: Percent,
  levelAt: When,
  emptiedAt: When,
  emptyings: Type.Integer({ description: 'emptyings seen in the past that was learnt from' }),
  fullAt: Nullable(
    Type.String({
      format: 'date-time',
      description: 'more likely full than not from then on; null: not within ten days',
    }),
  ),
  ahead: Type.Array(
    Type.Object({
      hours: Type.Integer(),
      fill: Percent,
      low: Percent,
      high: Percent,
      overflow: Type.Number({ description: 'chance, 0 to 1, that it overflows by then' }),
    }),
  ),
  words: TextSchema,
});
export type Bin = Static<typeof Bin>;
export const BinList = Type.Object({ madeAt: When, rows: Type.Array(Bin) });
export type BinList = Static<typeof BinList>;

export const PlanQuery = Type.Object({
  within: Type.Optional(Area),
  lorries: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  capacity: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: 'full bins a lorry' })),
  hours: Type.Optional(
    Type.Union(
      AHEAD_HOURS.map((hours) => Type.Literal(hours)),
      { description: 'hours until the next possible visit' },
    ),
  ),
  add: Type.Optional(Keys),
  remove: Type.Optional(Keys),
});
export type PlanQuery = Static<typeof PlanQuery>;

const Stop = Type.Object({
  id: Type.Integer(),
  overflow: Type.Number(),
  gain: Type.Number({ description: 'minutes of a lorry that the overflow avoided is worth' }),
  cost: Type.Number({ description: 'minutes at the bin and of the detour' }),
  words: TextSchema,
});
export const BinPlan = Type.Object({
  madeAt: When,
  rounds: Type.Array(
    Type.Object({
      metres: Type.Number({ description: 'great-circle distance' }),
      minutes: Type.Number(),
      load: Type.Number({ description: 'full bins' }),
      stops: Type.Array(Stop),
    }),
  ),
  passed: Type.Array(
    Type.Intersect([Stop, Type.Object({ reason: Type.Union([Type.Literal('not_worth'), Type.Literal('no_room')]) })]),
  ),
  removed: Type.Array(Type.Integer()),
  unplaced: Type.Array(Type.Integer({ description: 'bins without a point on the map, which no way can lead to' })),
});
export type BinPlan = Static<typeof BinPlan>;
