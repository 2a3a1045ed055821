/** Pairs (first row of an entity, another row pinned to it): uniting them unites every pin of an entity. */
export function* listAnchors(anchors: Int32Array | undefined): Generator<[first: number, row: number]> {
  const firsts = new Map<number, number>();
  for (let row = 0; row < (anchors?.length ?? 0); row++) {
    const entity = anchors![row]!;
    if (entity === 0) continue;
    const first = firsts.get(entity);
    if (first === undefined) firsts.set(entity, row);
    else yield [first, row];
  }
}
