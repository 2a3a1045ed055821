/** What the page of bins stands on, all of it part of its address. */
export type BinSearch = {
  within?: string;
  lorries?: string;
  capacity?: string;
  hours?: string;
  add?: string;
  remove?: string;
};

const WANTED = ['within', 'lorries', 'capacity', 'hours', 'add', 'remove'] as const;

/** The query of the plan; what is not said is left to the server. */
export function planQuery(search: BinSearch): string {
  return new URLSearchParams(WANTED.flatMap((key) => (search[key] ? [[key, search[key]]] : []))).toString();
}

/** Puts a bin into one of two lists, or takes it out of both: it is never in both. */
export function moveBin(
  search: BinSearch,
  id: number,
  to: 'add' | 'remove' | 'neither',
): Pick<BinSearch, 'add' | 'remove'> {
  const without = (list: string | undefined) => (list ? list.split(',') : []).filter((one) => one !== String(id));
  const [add, remove] = [without(search.add), without(search.remove)];
  if (to === 'add') add.push(String(id));
  if (to === 'remove') remove.push(String(id));
  return { add: add.join(','), remove: remove.join(',') };
}
