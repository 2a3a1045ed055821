/**
 * The circles of a directed graph, each once, from its alphabetically first member (Tarjan's components, then one
 * walk inside each).
 * @param edges node -> nodes it points to
 */
export function findCircles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (node: string) => {
    index.set(node, index.size);
    low.set(node, index.get(node) as number);
    stack.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node) as number, low.get(next) as number));
    }
    if (low.get(node) !== index.get(node)) return;
    const members = stack.splice(stack.indexOf(node)).sort();
    const itself = (edges.get(node) ?? []).includes(node);
    if (members.length > 1 || itself) circles.push(walk(members, edges));
  };
  for (const node of edges.keys()) if (!index.has(node)) visit(node);
  return circles;
}

/** One closed walk through a strongly connected set, from its first member back to it. */
function walk(members: string[], edges: ReadonlyMap<string, readonly string[]>): string[] {
  const first = members[0] as string;
  const from = new Map<string, string>();
  const queue = [first];
  for (const node of queue) {
    for (const next of edges.get(node) ?? []) {
      if (next === first) {
        const path = [first];
        for (let at: string | undefined = node; at && at !== first; at = from.get(at)) path.unshift(at);
        return path[0] === first ? path : [first, ...path];
      }
      if (members.includes(next) && !from.has(next)) {
        from.set(next, node);
        queue.push(next);
      }
    }
  }
  return members;
}
