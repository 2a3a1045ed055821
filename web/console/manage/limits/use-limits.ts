import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../kit/api.ts';
import type { LimitRow } from './effective-limit.ts';

const none: LimitRow[] = [];

/** All limits that are or were in force, the newest of each first. */
export function useLimits(): LimitRow[] {
  const { data } = useQuery({
    queryKey: ['limits'],
    queryFn: () => api<LimitRow[]>('GET', '/catalogue/limits?history=true'),
  });
  return data ?? none;
}

/** Writes a limit with its unit: 4 工作时. */
export function useLimitText(): (row: { amount: number; unit: string }) => string {
  const { t } = useTranslation();
  return useCallback((row) => `${row.amount} ${t(`unit.${row.unit}`)}`, [t]);
}
