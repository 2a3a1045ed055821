import type { Context } from '../http/context.ts';

/** How a row or an entity names a value that is kept apart, encrypted. */
export type SecretRef = { '§': string };

/** Whether a value names a sensitive one instead of being it. */
export function isSecretRef(value: unknown): value is SecretRef {
  return typeof value === 'object' && value !== null && typeof (value as SecretRef)['§'] === 'string';
}

/**
 * Opens sensitive values by their names, in one query. Whoever calls it answers for what is shown: masked, or whole
 * after a look was recorded. What was destroyed is missing from the answer.
 */
export async function openSecrets(ctx: Context, refs: Iterable<unknown>): Promise<Map<string, unknown>> {
  const ids = new Set<string>();
  for (const ref of refs) if (isSecretRef(ref)) ids.add(ref['§']);
  if (ids.size === 0) return new Map();
  const { rows } = await ctx.writer.query<{ id: string; sealed: Buffer }>(
    'select id, sealed from secret where id = any($1)',
    [[...ids]],
  );
  return new Map(rows.map(({ id, sealed }) => [id, ctx.sealer.openJson(sealed)]));
}
