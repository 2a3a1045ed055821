import { Type } from 'typebox';
import { type App, actorOf, Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';

const FormSchema = Nullable(Type.Record(Type.String(), Type.Unknown(), { description: 'JSON Schema 2020-12' }));
const ProcedureSchema = Type.Object({
  procedure: Type.String(),
  version: Type.Integer(),
  name: TextSchema,
  loop: Type.String(),
  loopName: TextSchema,
  form: FormSchema,
  start: Type.Array(Type.String()),
  evidence: Type.Integer(),
  initial: Type.String(),
  stages: Type.Array(Type.Object({ key: Type.String(), name: TextSchema })),
  states: Type.Record(
    Type.String(),
    Type.Object({
      name: TextSchema,
      stage: Type.String(),
      turn: Type.String(),
      clock: Nullable(Type.String()),
      timeout: Type.Optional(Type.String()),
      final: Type.Optional(Type.Boolean()),
    }),
  ),
  acts: Type.Record(
    Type.String(),
    Type.Object({
      name: TextSchema,
      from: Type.Array(Type.String()),
      to: Nullable(Type.String()),
      by: Type.Array(Type.String()),
      style: Type.String(),
      ask: FormSchema,
      evidence: Type.Integer(),
    }),
  ),
});

/** The declared procedures with their loops, as new cases pin them; the standard one first. Faces draw from these. */
export function registerProcedures(app: App, ctx: Context): void {
  app.get(
    '/api/catalogue/procedures',
    {
      schema: {
        tags: ['catalogue'],
        summary: 'Procedures with states and acts',
        response: { 200: Type.Array(ProcedureSchema) },
      },
    },
    async (request) => {
      actorOf(request);
      const { current } = await ctx.caches.catalogue.get();
      const rank = (key: string) => (key === 'standard-matter' ? 0 : 1);
      return [...current.values()]
        .sort((a, b) => rank(a.procedure.procedure) - rank(b.procedure.procedure))
        .map(({ procedure, version, loop: { loop } }) => ({
          procedure: procedure.procedure,
          version,
          name: procedure.name,
          loop: loop.loop,
          loopName: loop.name,
          form: procedure.form ?? null,
          start: procedure.start,
          evidence: procedure.evidence ?? 0,
          initial: loop.initial,
          stages: loop.stages,
          states: loop.states,
          acts: Object.fromEntries(
            Object.entries(loop.acts)
              .filter(([key]) => !procedure.without?.includes(key))
              .map(([key, act]) => [
                key,
                {
                  name: act.name,
                  from: act.from,
                  to: act.to ?? null,
                  by: act.by,
                  style: act.style ?? 'normal',
                  ask: act.ask ?? null,
                  evidence: act.evidence ?? 0,
                },
              ]),
          ),
        }));
    },
  );
}
