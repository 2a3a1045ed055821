import type { Text } from '../../../kit/text.ts';
import type { Sharing } from './sharing-types.ts';

export type FlowNode = { name: string; label: string; depth: 0 | 1 | 2 };
export type FlowLink = { source: string; target: string; value: number; told: string };

/** Counts differ by thousands: drawn by their logarithm, so that a small flow is still a line. */
const weight = (n: number) => Math.log10(n + 1) + 0.3;

/**
 * The flows from departments to kinds to purposes. Hidden counts are drawn as the thinnest line.
 * @param text picks the reader's language
 * @param hidden the words for a count that is not told
 */
export function drawFlows(
  { sources, feeds, uses, kinds }: Pick<Sharing, 'sources' | 'feeds' | 'uses' | 'kinds'>,
  text: (text: Text) => string,
  hidden: string,
): { nodes: FlowNode[]; links: FlowLink[] } {
  const nodes = new Map<string, FlowNode>();
  const links = new Map<string, { source: string; target: string; n: number; hidden: boolean }>();
  const put = (node: FlowNode) => void (nodes.has(node.name) || nodes.set(node.name, node));
  const add = (source: string, target: string, n: number | null) => {
    const known = links.get(`${source}>${target}`) ?? { source, target, n: 0, hidden: false };
    links.set(`${source}>${target}`, { ...known, n: known.n + (n ?? 0), hidden: known.hidden || n === null });
  };
  const kindName = new Map(kinds.map(({ kind, name }) => [kind, text(name)]));
  for (const { source, kind, n } of feeds) {
    const from = sources.find(({ code }) => code === source);
    if (!from) continue;
    const label = text(from.department);
    put({ name: `d:${label}`, label, depth: 0 });
    put({ name: `k:${kind}`, label: kindName.get(kind) ?? kind, depth: 1 });
    add(`d:${label}`, `k:${kind}`, n);
  }
  for (const { kind, purpose, purposeName, n } of uses) {
    put({ name: `k:${kind}`, label: kindName.get(kind) ?? kind, depth: 1 });
    put({ name: `p:${purpose}`, label: text(purposeName), depth: 2 });
    add(`k:${kind}`, `p:${purpose}`, n);
  }
  return {
    nodes: [...nodes.values()],
    links: [...links.values()].map(({ source, target, n, hidden: some }) => ({
      source,
      target,
      value: weight(n),
      told: n === 0 && some ? hidden : n.toLocaleString('en-US'),
    })),
  };
}
