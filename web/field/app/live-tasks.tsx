import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaseEvents } from '../../kit/events.ts';
import { useGo } from '../parts/field-link.tsx';
import { useDeclarations } from '../queries/use-case.ts';
import { useMatters, usePosts, useShapes } from '../queries/use-catalogue.ts';
import { useOutbox } from '../queries/use-outbox.ts';
import { useToday } from '../queries/use-today.ts';
import { newTasks } from '../tasks/new-tasks.ts';
import { useWorker } from './worker.ts';

/**
 * Listens while the app is open: what happens on cases in sight renews the lists, and a task that is new to this post
 * is announced once, with a short buzz and a word, never with a dialog over the work.
 */
export function LiveTasks() {
  const { t } = useTranslation();
  const worker = useWorker();
  const client = useQueryClient();
  const go = useGo();
  const known = useRef<ReadonlySet<string> | null>(null);
  const tasks = useToday(worker, 'mine');
  // Asked for at once and kept, so that a report, a hand-over and the map work at the first dead spot.
  useDeclarations();
  useMatters();
  useShapes(worker);
  usePosts(worker);

  const renew = () => client.invalidateQueries({ queryKey: ['tasks'] });
  useCaseEvents((event) => {
    void renew();
    void client.invalidateQueries({
      predicate: ({ queryKey: [kind, , number] }) => (kind === 'case' || kind === 'steps') && number === event.number,
    });
  }, renew);

  const rows = tasks.data?.value;
  const { items } = useOutbox(worker.account);
  const own = new Set(items.flatMap((item) => item.receipt?.number ?? []));
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new list can hold new tasks
  useEffect(() => {
    if (!rows) return;
    const fresh = newTasks(known.current, rows, own);
    known.current = new Set(rows.map((row) => row.number));
    const [first] = fresh;
    if (!first) return;
    navigator.vibrate?.(120);
    const text =
      fresh.length === 1 ? t('field.newTask', { title: first.title }) : t('field.newTasks', { count: fresh.length });
    const show = () => go(fresh.length === 1 ? `/case/${first.number}` : '/');
    worker.say(text, { label: t('field.show'), run: show });
  }, [rows]);
  return null;
}
