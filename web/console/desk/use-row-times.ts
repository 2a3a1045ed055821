import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../kit/api.ts';
import type { DeskSearch } from './desk-search.ts';
import { writeCaseQuery } from './desk-search.ts';
import { type CasePage, type ListedCases, patchRows } from './patch-rows.ts';
import { caseListKey } from './use-case-list.ts';

const minute = 60_000;
/** The most rows the API gives at once. */
const most = 200;

/**
 * Keeps the times left true while a list stands open: they run on the working calendar, which only the server knows,
 * so the rows are asked for again every minute and redrawn where they stand.
 */
export function useRowTimes(search: DeskSearch, count: number): void {
  const client = useQueryClient();
  const query = writeCaseQuery(search, { limit: Math.min(most, Math.max(count, 1)) });
  const keyText = JSON.stringify(caseListKey(search));
  useEffect(() => {
    const timer = setInterval(async () => {
      if (document.visibilityState !== 'visible') return;
      // one missed minute does no harm, the next one asks again
      const fresh = await api<CasePage>('GET', `/cases?${query}`).catch(() => undefined);
      if (fresh === undefined) return;
      client.setQueryData<ListedCases>(JSON.parse(keyText) as string[], (list) => list && patchRows(list, fresh.rows));
    }, minute);
    return () => clearInterval(timer);
  }, [client, query, keyText]);
}
