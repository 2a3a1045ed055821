import { api } from '../../kit/api.ts';
import { fileUrl } from '../../kit/files.ts';
import type { Worker } from '../app/worker.ts';
import type { CaseDetail, CaseRow, CaseStep } from '../offline/case-types.ts';
import { PHOTO_CACHE } from '../pwa/photo-cache.ts';
import { fieldDatabase } from '../store/field-database.ts';
import { recall } from '../store/recall.ts';

const WEEK_MS = 7 * 86_400_000;

/**
 * Fetches what the tasks in the list need to be opened without network: details, steps and small photos. Only what
 * changed since the last time; one after the other, so that it never stands in the way of an act being sent.
 */
export async function keepForOffline(worker: Worker, rows: readonly CaseRow[]): Promise<void> {
  try {
    for (const row of rows) {
      if (!navigator.onLine) return;
      const kept = await fieldDatabase.facts.get(caseKey(worker, row.number));
      if (row.thumb) await keepPhoto(row.thumb);
      if (kept && (kept.value as CaseDetail).seq === row.seq && (kept.value as CaseDetail).state === row.state)
        continue;
      const detail = await recall(caseKey(worker, row.number), () => api<CaseDetail>('GET', `/cases/${row.number}`));
      await recall(stepsKey(worker, row.number), () => api<CaseStep[]>('GET', `/cases/${row.number}/steps`));
      for (const file of detail.value.files) await keepPhoto(file.id);
    }
    await forgetOld(worker, new Set(rows.map((row) => row.number)));
  } catch {
    // The next look at the list tries again; what was kept so far stays.
  }
}

/** Into the cache that the service worker reads photos from; at the first visit it does not yet stand in between. */
async function keepPhoto(id: string): Promise<void> {
  if (!('caches' in window)) return;
  const cache = await caches.open(PHOTO_CACHE);
  const url = fileUrl(id, 'thumb');
  if (!(await cache.match(url))) await cache.add(url);
}

export function caseKey(worker: Pick<Worker, 'memory'>, number: string): string {
  return `${worker.memory}/case/${number}`;
}

export function tasksKey(worker: Pick<Worker, 'memory'>, view: string): string {
  return `${worker.memory}/tasks/${view}`;
}

export function stepsKey(worker: Pick<Worker, 'memory'>, number: string): string {
  return `${worker.memory}/steps/${number}`;
}

async function forgetOld(worker: Worker, listed: ReadonlySet<string>): Promise<void> {
  for (const kind of ['case', 'steps']) {
    const prefix = `${worker.memory}/${kind}/`;
    await fieldDatabase.facts
      .where('key')
      .startsWith(prefix)
      .filter((fact) => !listed.has(fact.key.slice(prefix.length)) && Date.now() - fact.at > WEEK_MS)
      .delete();
  }
}
