import { api } from '../../kit/api.ts';
import { fileUrl } from '../../kit/files.ts';
import type { Worker } from '../app/worker.ts';
import type { CaseDetail, CaseRow, CaseStep } from '../offline/case-types.ts';
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
      if (kept && (kept.value as CaseDetail).seq === row.seq && (kept.value as CaseDetail).state === row.state)
        continue;
      const detail = await recall(caseKey(worker, row.number), () => api<CaseDetail>('GET', `/cases/${row.number}`));
      await recall(stepsKey(worker, row.number), () => api<CaseStep[]>('GET', `/cases/${row.number}/steps`));
      for (const file of detail.value.files) await fetch(fileUrl(file.id, 'thumb'), { credentials: 'same-origin' });
    }
    await forgetOld(worker, new Set(rows.map((row) => row.number)));
  } catch {
    // The next look at the list tries again; what was kept so far stays.
  }
}

export function caseKey(worker: Pick<Worker, 'memory'>, number: string): string {
  return `${worker.memory}/case/${number}`;
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
