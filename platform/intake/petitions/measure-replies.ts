import { readTable } from '../../files/read-table.ts';
import { proposeMapping } from '../messages/message-fields.ts';
import { readLocalTime } from '../messages/read-local-time.ts';

export type Replies = { rows: number; answered: number; medianDays: number | null };

/** Median days from message to answer, computed from the file alone: what the indicators must come to as well. */
export async function measureReplies(bytes: Buffer): Promise<Replies> {
  const days: number[] = [];
  let rows = 0;
  for await (const { columns, cells } of readTable(bytes)) {
    rows += 1;
    const { received, replied } = proposeMapping(columns);
    const asked = received && readLocalTime(cells[received] ?? '');
    const answered = replied && readLocalTime(cells[replied] ?? '');
    if (asked && answered && answered >= asked) days.push((answered.getTime() - asked.getTime()) / 86_400_000);
  }
  return { rows, answered: days.length, medianDays: median(days) };
}

function median(values: number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return null;
  return sorted.length % 2
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
