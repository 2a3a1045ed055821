export type UnionFind = {
  /** The representative of a node's set. */
  find(node: number): number;
  /** Joins the sets of two representatives and answers the one that stays. */
  link(rootA: number, rootB: number): number;
  /** How many nodes the set of a representative has. */
  sizeOf(root: number): number;
};

/**
 * Disjoint sets over the nodes 0 … nodes - 1 in one `Int32Array`: a node holds its parent, a representative minus the
 * size of its set. Union by size and path halving (Tarjan & van Leeuwen, "Worst-case analysis of set union
 * algorithms", 1984).
 */
export function createUnionFind(nodes: number): UnionFind {
  const parent = new Int32Array(nodes).fill(-1);
  const find = (node: number): number => {
    let at = node;
    for (;;) {
      const up = parent[at]!;
      if (up < 0) return at;
      const above = parent[up]!;
      if (above < 0) return up;
      parent[at] = above;
      at = above;
    }
  };
  return {
    find,
    link(rootA, rootB) {
      if (rootA === rootB) return rootA;
      const [keep, give] = parent[rootA]! <= parent[rootB]! ? [rootA, rootB] : [rootB, rootA];
      parent[keep] = parent[keep]! + parent[give]!;
      parent[give] = keep;
      return keep;
    },
    sizeOf: (root) => -parent[root]!,
  };
}
