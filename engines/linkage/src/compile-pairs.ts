import { keyColumn } from './tables.ts';
import type { LinkageModel } from './types.ts';

/** Which pairs of nodes may be compared at all: each once, and between sources where the model says so. */
export function compileEligible(model: LinkageModel): string {
  const between = model.kind === 'link' || model.one_to_one;
  return `l.node < r.node${between ? ' AND l.source <> r.source' : ''}`;
}

/**
 * FROM and WHERE of the pairs that a rule finds and no rule before it, so that no pair comes twice.
 * @param nodes relation of the nodes
 * @param chunk of `chunks` parts of the blocks
 * @param only a further condition
 */
export function compilePairs(
  model: LinkageModel,
  nodes: string,
  rule: number,
  chunk: number,
  chunks: number,
  only?: string,
): string {
  const key = keyColumn(model.blocking[rule]?.key ?? '');
  const earlier = model.blocking.slice(0, rule).map((before) => {
    const column = keyColumn(before.key);
    return `(l.${column} = r.${column}) IS NOT TRUE`;
  });
  const part = chunks > 1 ? [`l.${key} % ${chunks} = ${chunk}`, `r.${key} % ${chunks} = ${chunk}`] : [];
  const where = [...part, ...earlier, ...(only ? [only] : [])];
  return `FROM ${nodes} AS l JOIN ${nodes} AS r ON l.${key} = r.${key} AND ${compileEligible(model)}${
    where.length ? ` WHERE ${where.join(' AND ')}` : ''
  }`;
}
