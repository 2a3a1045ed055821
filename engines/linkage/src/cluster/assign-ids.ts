import { orderByRadix } from './order-by-radix.ts';

export type AssignIdsOptions = {
  /** The cluster of each row, any number below the number of rows, e.g. its smallest row as `clusterLinks` answers. */
  cluster: Int32Array;
  /** The id each row had before (1 … 2^31 - 1), 0 for a row that is new. */
  oldIds: Int32Array;
  /** A clerk's word: the id a row is pinned to, 0 for none. */
  anchors?: Int32Array;
  /** The first id that was never given; ids from here on are given to new clusters. */
  nextId: number;
};

export type AssignedIds = {
  /** The id of each row. */
  ids: Int32Array;
  /** The first id that is still free afterwards. */
  nextId: number;
  /** Ids that no cluster bears any more, each with the id where most of its rows are now. */
  retired: Map<number, number>;
};

/**
 * Ids that stay as they are over re-runs. A pinned cluster bears the id it is pinned to. Every other cluster keeps the
 * old id that holds most of its rows, ties going to the older (smaller) id; of two clusters that claim an id, the one
 * with more of its rows has it and the other takes its next best. What is left gets new ids in the order of the
 * cluster numbers. An id all of whose rows are still together therefore never changes unless a clerk says so. Depends
 * on the grouping alone, not on the order in which it was found.
 *
 * @throws RangeError when two clusters are pinned to one id, one cluster to two, or `nextId` was given before.
 */
export function assignIds({ cluster, oldIds, anchors, nextId }: AssignIdsOptions): AssignedIds {
  const rows = cluster.length;
  const given = new Int32Array(rows);
  const holder = new Map<number, number>();
  for (let row = 0; row < rows; row++) {
    const id = anchors?.[row] ?? 0;
    if (Math.max(id, oldIds[row]!) >= nextId)
      throw new RangeError(`id ${Math.max(id, oldIds[row]!)} is not below ${nextId}`);
    if (id === 0) continue;
    const at = cluster[row]!;
    if ((holder.get(id) ?? at) !== at) throw new RangeError(`two clusters are pinned to id ${id}`);
    if (given[at] !== 0 && given[at] !== id)
      throw new RangeError(`one cluster is pinned to ids ${given[at]} and ${id}`);
    given[at] = id;
    holder.set(id, at);
  }

  const shared = countShared(cluster, oldIds);
  for (const at of orderByRadix([shared.fewness, shared.id, shared.cluster])) {
    const id = shared.id[at]!;
    const name = shared.cluster[at]!;
    if (given[name] !== 0 || holder.has(id)) continue;
    given[name] = id;
    holder.set(id, name);
  }

  let next = nextId;
  const used = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) used[cluster[row]!] = 1;
  for (let name = 0; name < rows; name++) if (used[name] === 1 && given[name] === 0) given[name] = next++;
  const ids = cluster.map((name) => given[name]!);
  return { ids, nextId: next, retired: pointRetired(shared, given, holder) };
}

type Shared = { cluster: Uint32Array; id: Uint32Array; fewness: Uint32Array };

/** How many rows each cluster shares with each old id; `fewness` falls as the number of rows grows. */
function countShared(cluster: Int32Array, oldIds: Int32Array): Shared {
  let known = 0;
  for (const id of oldIds) if (id !== 0) known++;
  const names = new Uint32Array(known);
  const olds = new Uint32Array(known);
  for (let row = 0, at = 0; row < oldIds.length; row++) {
    if (oldIds[row] === 0) continue;
    names[at] = cluster[row]!;
    olds[at++] = oldIds[row]!;
  }
  const order = orderByRadix([names, olds]);
  const shared: Shared = {
    cluster: new Uint32Array(order.length),
    id: new Uint32Array(order.length),
    fewness: new Uint32Array(order.length),
  };
  let groups = 0;
  for (let i = 0; i < order.length; ) {
    const name = names[order[i]!]!;
    const id = olds[order[i]!]!;
    let end = i + 1;
    while (end < order.length && names[order[end]!] === name && olds[order[end]!] === id) end++;
    shared.cluster[groups] = name;
    shared.id[groups] = id;
    shared.fewness[groups++] = 0xffffffff - (end - i);
    i = end;
  }
  return {
    cluster: shared.cluster.subarray(0, groups),
    id: shared.id.subarray(0, groups),
    fewness: shared.fewness.subarray(0, groups),
  };
}

function pointRetired(shared: Shared, given: Int32Array, holder: Map<number, number>): Map<number, number> {
  const retired = new Map<number, number>();
  const most = new Map<number, number>();
  for (let at = 0; at < shared.id.length; at++) {
    const id = shared.id[at]!;
    if (holder.has(id)) continue;
    const fewness = shared.fewness[at]!;
    const heir = given[shared.cluster[at]!]!;
    const best = most.get(id) ?? Number.POSITIVE_INFINITY;
    if (fewness > best || (fewness === best && heir > retired.get(id)!)) continue;
    most.set(id, fewness);
    retired.set(id, heir);
  }
  return retired;
}
