import type { LinkChunk } from '../types.ts';
import { createUnionFind } from './create-union-find.ts';
import { cutBridges, type RefusedLink } from './cut-bridges.ts';
import { gatherLinks } from './gather-links.ts';
import { listAnchors } from './list-anchors.ts';

/** Opens the stream of links anew at each call; chunks and links come in any order. */
export type LinkSource = () => Iterable<LinkChunk> | AsyncIterable<LinkChunk>;

export type ClusterRules = {
  /** A clerk's word, one entry a row: the number of the entity it is pinned to, 0 for none. */
  anchors?: Int32Array;
  /**
   * For each kind of hard identifier (one that no two entities share): its value as a number, one entry a row, 0 for
   * none. Sets with different values are joined only by a link whose own rows bear values, because its weight has
   * counted that they differ; a link over a row without one has not.
   */
  hardIds?: readonly Int32Array[];
  /** Bits, one entry a row: the sources it stands in, of those (at most 31) that hold every entity at most once. */
  uniqueSources?: Int32Array;
  /** More rows than this are never joined. */
  maxSize?: number;
};

export type ClusterOptions = ClusterRules & {
  /** How many rows there are; links name them by number, 0 … nodes - 1. */
  nodes: number;
  links: LinkSource;
  /** Links below this weight are passed over. */
  threshold?: number;
};

export type BridgeReason = 'anchors' | 'hard_ids' | 'unique_source' | 'size';

/** Two clusters that the links would join and a rule keeps apart. */
export type Bridge = {
  /** The strongest link between them. */
  left: number;
  right: number;
  weight: number;
  reason: BridgeReason;
  leftCluster: number;
  rightCluster: number;
  /** How many links run between them. */
  links: number;
};

export type Clustering = {
  /** The cluster of each row, named by the smallest row number in it. */
  cluster: Int32Array;
  clusters: number;
  /** Rows in the largest cluster. */
  largest: number;
  /** Joins that were refused, strongest first. */
  bridges: Bridge[];
};

/**
 * Clusters as connected components of the links at or above a threshold, save where a rule keeps rows apart. All links
 * stream once through a union-find; only components that break a rule are built again, from their strongest link
 * down, and a link that would break the rule is left out and reported. A clerk's pins come before every link and win.
 * The result does not depend on the order of the links.
 *
 * Memory: 4 bytes a row for each of 3 arrays and 12 bytes a link of the components that break a rule.
 *
 * @throws RangeError when a link names a row that does not exist.
 */
export async function clusterLinks(options: ClusterOptions): Promise<Clustering> {
  const { nodes, links, threshold = Number.NEGATIVE_INFINITY } = options;
  const sets = createUnionFind(nodes);
  for (const [first, row] of listAnchors(options.anchors)) sets.link(sets.find(first), sets.find(row));
  for await (const { left, right, weight } of links()) {
    for (let i = 0; i < left.length; i++) {
      if (!(weight[i]! >= threshold)) continue;
      const a = left[i]!;
      const b = right[i]!;
      if (a < 0 || b < 0 || a >= nodes || b >= nodes) throw new RangeError(`no such row: ${a} or ${b} of ${nodes}`);
      sets.link(sets.find(a), sets.find(b));
    }
  }

  const root = new Int32Array(nodes);
  for (let row = 0; row < nodes; row++) root[row] = sets.find(row);
  const broken = findBroken(root, options, sets.sizeOf);
  if (!broken) return { ...nameClusters(root), bridges: [] };

  const kept = await gatherLinks(links, (a, b, weight) => weight >= threshold && a !== b && broken[root[a]!] === 1);
  const { find, refused } = cutBridges(nodes, kept, options);
  for (let row = 0; row < nodes; row++) if (broken[root[row]!] === 1) root[row] = find(row);
  const named = nameClusters(root);
  return { ...named, bridges: listBridges(refused, named.cluster) };
}

/** Marks the roots of the components that break a rule; undefined when none does. */
function findBroken(root: Int32Array, rules: ClusterRules, sizeOf: (root: number) => number): Uint8Array | undefined {
  const broken = new Uint8Array(root.length);
  let some = false;
  const mark = (at: number): void => {
    broken[at] = 1;
    some = true;
  };
  for (const names of [rules.anchors, ...(rules.hardIds ?? [])]) {
    if (!names) continue;
    const seen = new Int32Array(root.length);
    for (let row = 0; row < root.length; row++) {
      const name = names[row]!;
      const at = root[row]!;
      if (name === 0) continue;
      if (seen[at] === 0) seen[at] = name;
      else if (seen[at] !== name) mark(at);
    }
  }
  if (rules.uniqueSources) {
    const seen = new Int32Array(root.length);
    for (let row = 0; row < root.length; row++) {
      const at = root[row]!;
      if ((seen[at]! & rules.uniqueSources[row]!) !== 0) mark(at);
      seen[at]! |= rules.uniqueSources[row]!;
    }
  }
  const { maxSize } = rules;
  if (maxSize !== undefined)
    for (let row = 0; row < root.length; row++) if (root[row] === row && sizeOf(row) > maxSize) mark(row);
  return some ? broken : undefined;
}

/** Names every cluster by its smallest row, whatever its representative was. */
function nameClusters(root: Int32Array): Omit<Clustering, 'bridges'> {
  const name = new Int32Array(root.length).fill(-1);
  const size = new Int32Array(root.length);
  const cluster = new Int32Array(root.length);
  let clusters = 0;
  let largest = 0;
  for (let row = 0; row < root.length; row++) {
    const at = root[row]!;
    if (name[at] === -1) {
      name[at] = row;
      clusters++;
    }
    cluster[row] = name[at]!;
    largest = Math.max(largest, ++size[at]!);
  }
  return { cluster, clusters, largest };
}

/** One entry for each pair of clusters that stayed apart although links run between them. */
function listBridges(refused: RefusedLink[], cluster: Int32Array): Bridge[] {
  const byPair = new Map<number, Bridge>();
  for (const { left, right, weight, reason } of refused) {
    const leftCluster = cluster[left]!;
    const rightCluster = cluster[right]!;
    if (leftCluster === rightCluster) continue;
    const pair = Math.min(leftCluster, rightCluster) * cluster.length + Math.max(leftCluster, rightCluster);
    const known = byPair.get(pair);
    if (known) known.links++;
    else byPair.set(pair, { left, right, weight, reason, leftCluster, rightCluster, links: 1 });
  }
  return [...byPair.values()];
}
