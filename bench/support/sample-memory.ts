import { readdirSync, readFileSync } from 'node:fs';

/** Megabytes that a set of processes has to itself: shared pages are counted once (PSS). */
export function memoryOf(pids: readonly number[]): number {
  let kilobytes = 0;
  for (const pid of pids) {
    try {
      const found = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
      kilobytes += Number(found?.[1] ?? 0);
    } catch {
      // it has ended since it was listed
    }
  }
  return kilobytes / 1024;
}

/** A process and everything it has started, and what those have started. */
export function treeOf(roots: readonly number[]): number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      // the name in brackets may hold spaces: what counts comes after it
      const parent = Number(
        readFileSync(`/proc/${entry}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ')[1],
      );
      children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
    } catch {
      // it has ended since it was listed
    }
  }
  const tree: number[] = [];
  const visit = (pid: number): void => {
    tree.push(pid);
    for (const child of children.get(pid) ?? []) visit(child);
  };
  for (const root of roots) visit(root);
  return [...new Set(tree)];
}

/**
 * Watches how much memory these processes and their children take together, twice a second.
 * @returns stop, which answers the peak in gigabytes
 */
export function watchMemory(roots: () => readonly number[]): () => number {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, memoryOf(treeOf(roots())));
  };
  const timer = setInterval(look, 500);
  return () => {
    clearInterval(timer);
    look();
    return peak / 1024;
  };
}
