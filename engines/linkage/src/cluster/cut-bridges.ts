import type { BridgeReason, ClusterRules } from './cluster-links.ts';
import { createUnionFind } from './create-union-find.ts';
import type { GatheredLinks } from './gather-links.ts';
import { listAnchors } from './list-anchors.ts';

export type RefusedLink = { left: number; right: number; weight: number; reason: BridgeReason };

/**
 * Joins rows from the heaviest link to the lightest and refuses each join that would break a rule: two different
 * pins, two hard identifiers that the link has not weighed, two rows of a source that holds everybody once, or too
 * many rows. Pins are joined first and against every rule.
 */
export function cutBridges(
  nodes: number,
  links: GatheredLinks,
  rules: ClusterRules,
): { find: (row: number) => number; refused: RefusedLink[] } {
  const sets = createUnionFind(nodes);
  const anchor = rules.anchors?.slice();
  const sources = rules.uniqueSources?.slice();
  const identifiers = (rules.hardIds ?? []).map(followIdentifier);

  const unite = (a: number, b: number): void => {
    const keep = sets.link(a, b);
    const give = keep === a ? b : a;
    if (anchor) anchor[keep] ||= anchor[give]!;
    if (sources) sources[keep]! |= sources[give]!;
    for (const identifier of identifiers) identifier.unite(keep, give);
  };
  for (const [first, row] of listAnchors(rules.anchors)) {
    const [a, b] = [sets.find(first), sets.find(row)];
    if (a !== b) unite(a, b);
  }

  const refused: RefusedLink[] = [];
  for (const at of links.order) {
    const left = links.left[at]!;
    const right = links.right[at]!;
    const a = sets.find(left);
    const b = sets.find(right);
    if (a === b) continue;
    let reason: BridgeReason | undefined;
    if (anchor?.[a] && anchor[b] && anchor[a] !== anchor[b]) reason = 'anchors';
    else if (identifiers.some((identifier) => identifier.differs(a, b) && !identifier.weighed(left, right)))
      reason = 'hard_ids';
    else if (sources && (sources[a]! & sources[b]!) !== 0) reason = 'unique_source';
    else if (sets.sizeOf(a) + sets.sizeOf(b) > (rules.maxSize ?? nodes)) reason = 'size';
    if (reason) refused.push({ left, right, weight: links.weight[at]!, reason });
    else unite(a, b);
  }
  return { find: sets.find, refused };
}

/** Which values of one hard identifier each set holds: nearly always none or one, so that an array serves. */
function followIdentifier(own: Int32Array) {
  const held = own.slice();
  const several = new Map<number, Set<number>>();
  const valuesOf = (at: number): Set<number> => several.get(at) ?? new Set(held[at] ? [held[at]] : []);
  return {
    weighed: (left: number, right: number): boolean => own[left] !== 0 && own[right] !== 0,
    differs: (a: number, b: number): boolean =>
      held[a] !== 0 && held[b] !== 0 && held[a] !== held[b] && valuesOf(a).isDisjointFrom(valuesOf(b)),
    unite(keep: number, give: number): void {
      if (several.has(keep) || several.has(give) || (held[keep] && held[give] && held[keep] !== held[give]))
        several.set(keep, valuesOf(keep).union(valuesOf(give)));
      held[keep] ||= held[give]!;
    },
  };
}
