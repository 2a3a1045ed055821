import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../kit/api.ts';
import type { CaseRow } from '../case/case-types.ts';
import { couldMatch, type StepEvent } from './could-match.ts';
import type { DeskSearch } from './desk-search.ts';
import { findRow, type ListedCases, patchRows } from './patch-rows.ts';
import { caseListKey } from './use-case-list.ts';

const nobody: ReadonlySet<string> = new Set();

/**
 * Keeps a list truthful without moving it: a case on the list that takes a step is redrawn where it stands, a case
 * that is not on it is only counted, until the reader asks for the refresh.
 */
export function useDeskLive(search: DeskSearch) {
  const client = useQueryClient();
  const key = caseListKey(search);
  const keyText = key.join('|');
  const [moved, setMoved] = useState(nobody);
  const [news, setNews] = useState(nobody);
  const countsDue = useRef<ReturnType<typeof setTimeout>>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts without news
  useEffect(() => {
    setMoved(nobody);
    setNews(nobody);
  }, [keyText]);
  useEffect(() => () => clearTimeout(countsDue.current), []);

  const onEvent = (event: StepEvent) => {
    clearTimeout(countsDue.current);
    countsDue.current = setTimeout(() => void client.invalidateQueries({ queryKey: ['cases', 'counts'] }), 1500);
    const listed = findRow(client.getQueryData<ListedCases>(key), event.number);
    if (listed === undefined) {
      if (couldMatch(event, search)) setNews((before) => new Set(before).add(event.number));
    } else if (listed.seq < event.seq) {
      setMoved((before) => new Set(before).add(event.number));
      void redraw(event, listed);
    }
  };

  const redraw = async (event: StepEvent, listed: CaseRow) => {
    // A case may have left one's sight by this very step; then the event is all that is known of it.
    const fresh = await api<CaseRow>('GET', `/cases/${event.number}`).catch(() => undefined);
    client.setQueryData<ListedCases>(
      key,
      (list) => list && patchRows(list, [fresh ?? { ...listed, state: event.state, seq: event.seq }]),
    );
  };
  const refresh = async () => {
    await client.resetQueries({ queryKey: key, exact: true });
    setMoved(nobody);
    setNews(nobody);
    void client.invalidateQueries({ queryKey: ['cases', 'counts'] });
  };
  // after a pause of the stream nobody is in the middle of reading: loading in place is enough
  const catchUp = () => void client.invalidateQueries({ queryKey: ['cases'] });
  return { moved, news: news.size, refresh, catchUp, onEvent };
}
