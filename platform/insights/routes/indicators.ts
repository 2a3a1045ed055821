import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { type App, actorOf, Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { INDICATOR_KEYS, INDICATORS } from '../indicator-definitions.ts';
import { readIndicators } from '../read-indicators.ts';

const DaySchema = Type.String({ format: 'date' });
const ValueSchema = Type.Object({
  value: Nullable(Type.Number({ description: '0 to 1; null where nothing was due' })),
  numerator: Type.Integer(),
  denominator: Type.Integer(),
  small: Type.Boolean({ description: 'denominator below 30' }),
});
const RowSchema = Type.Object({
  key: Type.String(),
  name: TextSchema,
  cases: Type.Integer(),
  excluded: Type.Integer({ description: 'void, withdrawn or merged; in no other number' }),
  dispatched: Type.Integer(),
  suspended: Type.Integer(),
  indicators: Type.Record(Type.String(), ValueSchema, { description: 'by key of a definition' }),
  query: Type.String({ description: 'filters of GET /api/cases that open the cases behind the row' }),
});
const PartSchema = Type.Object({
  fact: Type.String({ description: 'value of the filter `fact` of GET /api/cases' }),
  zh: Type.String(),
  en: Type.String(),
});
const DefinitionSchema = Type.Object({
  key: Type.String(),
  name: TextSchema,
  numerator: PartSchema,
  denominator: PartSchema,
  better: Type.Union([Type.Literal('high'), Type.Literal('low')]),
  six: Nullable(Type.Integer()),
});
const AnswerSchema = Type.Object({
  from: DaySchema,
  to: DaySchema,
  asOf: Nullable(Type.String({ description: 'when the counts were last brought up to date' })),
  definitions: Type.Array(DefinitionSchema),
  rows: Type.Array(RowSchema),
  total: RowSchema,
  reply: Type.Object({ hours: Nullable(Type.Number()), replies: Type.Integer(), exact: Type.Boolean() }),
});
const QuerySchema = Type.Object({
  by: Type.Union(
    ['area', 'unit', 'matter', 'month', 'day'].map((by) =>
      Type.Literal(by as 'area' | 'unit' | 'matter' | 'month' | 'day'),
    ),
  ),
  level: Type.Optional(
    Type.Integer({
      minimum: 2,
      maximum: 3,
      description: 'with by=area: 2 streets, 3 communities; else one level below `within`',
    }),
  ),
  within: Type.Optional(Type.String({ pattern: '^\\d{6}(\\d{3}(\\d{3})?)?$' })),
  from: Type.Optional(DaySchema),
  to: Type.Optional(DaySchema),
  unit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2147483647 })),
  matter: Type.Optional(Type.String({ pattern: '^[MCG]\\d+$', maxLength: 20 })),
});

const definitions = INDICATOR_KEYS.map((key) => ({ six: null, ...INDICATORS[key], key }));

/** Indicators of a period, each rate with numerator, denominator and definition. */
export function registerIndicators(app: App, ctx: Context): void {
  app.get(
    '/api/indicators',
    {
      schema: {
        tags: ['indicators'],
        summary: 'Indicators by area, unit, matter, month or day',
        querystring: QuerySchema,
        response: { 200: AnswerSchema },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'indicator.read');
      return { definitions, ...(await readIndicators(ctx, actor, request.query)) };
    },
  );
}
