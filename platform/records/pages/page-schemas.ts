import { Type } from 'typebox';
import { Nullable, TextSchema } from '../../http/app.ts';

const SaidSchema = { value: Nullable(TextSchema), masked: Nullable(TextSchema) };
const MomentSchema = Type.String({ description: 'ISO 8601' });

export const EntityParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });
const FieldSchema = Type.Object({
  ...SaidSchema,
  name: TextSchema,
  class: Type.String(),
  sensitive: Type.Boolean(),
  provenance: Type.Array(
    Type.Object({
      ...SaidSchema,
      record: Type.Integer(),
      source: Type.String(),
      sourceName: TextSchema,
      department: TextSchema,
      seen: Type.String(),
      trust: Type.Integer(),
      agrees: Type.Boolean(),
      outside: Type.Boolean({ description: 'the row lies beyond your area: what it says is not shown' }),
      vanished: Type.Boolean(),
    }),
  ),
  conflict: Type.Array(Type.Object(SaidSchema)),
});
const GraphSchema = Type.Object({
  nodes: Type.Array(
    Type.Object({
      id: Type.Integer(),
      kind: Type.String(),
      label: Type.String(),
      minor: Type.Boolean(),
      hop: Type.Integer(),
    }),
  ),
  edges: Type.Array(
    Type.Object({
      from: Type.Integer(),
      to: Type.Integer(),
      relation: Type.String(),
      name: TextSchema,
      seen: Nullable(Type.String()),
    }),
  ),
  total: Type.Integer(),
  beyond: Type.Integer({ description: 'neighbours outside your area' }),
});
export const EntitySchema = Type.Object({
  id: Type.Integer(),
  kind: Type.String(),
  kindName: TextSchema,
  label: Type.String(),
  area: Type.String(),
  areaName: Type.String(),
  path: Type.Array(Type.Object({ code: Type.String(), name: TextSchema })),
  minor: Type.Boolean(),
  rows: Type.Integer(),
  seen: Nullable(Type.String()),
  mergedInto: Nullable(Type.Integer()),
  sources: Type.Array(Type.Object({ code: Type.String(), name: TextSchema, department: TextSchema })),
  fields: Type.Record(Type.String(), FieldSchema),
  mentions: Type.Array(
    Type.Object({
      record: Type.Integer(),
      part: Type.Integer(),
      source: Type.String(),
      sourceName: TextSchema,
      seen: Type.String(),
      vanished: Type.Boolean(),
      outside: Type.Boolean(),
    }),
  ),
  graph: GraphSchema,
  cases: Type.Array(
    Type.Object({
      number: Type.String(),
      title: Type.String(),
      state: Type.String(),
      procedure: Type.String(),
      place: Nullable(Type.String()),
      openedAt: MomentSchema,
      open: Type.Boolean(),
      overdue: Type.Boolean(),
      why: Type.Union([Type.Literal('about'), Type.Literal('address'), Type.Literal('near')]),
    }),
  ),
  doubts: Type.Array(
    Type.Object({
      id: Type.Integer(),
      kind: Type.String(),
      field: Nullable(TextSchema),
      state: Type.String(),
      case: Nullable(Type.String()),
      at: MomentSchema,
    }),
  ),
  history: Type.Object({
    decisions: Type.Array(
      Type.Object({
        id: Type.Integer(),
        kind: Type.String(),
        at: MomentSchema,
        reason: Type.String(),
        by: TextSchema,
        undoneAt: Nullable(MomentSchema),
        entities: Type.Array(Type.Integer()),
      }),
    ),
    changes: Type.Array(
      Type.Object({
        id: Type.Integer(),
        at: MomentSchema,
        cause: Type.String(),
        decision: Nullable(Type.Integer()),
        fields: Type.Array(
          Type.Object({ name: TextSchema, before: Type.Object(SaidSchema), after: Type.Object(SaidSchema) }),
        ),
      }),
    ),
  }),
});
export const LookSchema = Type.Object({
  at: MomentSchema,
  by: TextSchema,
  fields: Type.Array(Type.String()),
  purpose: Nullable(TextSchema),
  case: Nullable(Type.String()),
});
export const CaseNumberSchema = Type.String({ pattern: '^\\d{16,20}$' });
export const RevealBody = Type.Object(
  {
    fields: Type.Array(Type.String({ pattern: '^[a-z_]{1,40}$' }), { minItems: 1, maxItems: 20 }),
    purpose: Type.String({ pattern: '^[a-z-]{1,40}$', description: 'of catalog/records/purposes.yaml' }),
    case: CaseNumberSchema,
  },
  { additionalProperties: false },
);
export const RevealedSchema = Type.Object({
  values: Type.Record(Type.String(), TextSchema),
  leftOut: Type.Array(Type.Object({ field: Type.String(), name: TextSchema, outcome: Type.String() })),
});
export const PurposesSchema = Type.Array(Type.Object({ key: Type.String(), name: TextSchema }));
