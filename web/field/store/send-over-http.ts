import type { Job } from '../outbox/choose-next.ts';
import { type Answer, judgeAnswer, readRefusal } from '../outbox/judge-answer.ts';
import type { OutboxItem, Outcome, Twin } from '../outbox/outbox-item.ts';
import { fieldDatabase } from './field-database.ts';
import { noteReach } from './reach.ts';

/** Carries one call of the outbox to the server. Never throws: what cannot be reached is an outcome, too. */
export async function sendOverHttp(job: Job): Promise<Outcome> {
  try {
    if (job.kind === 'upload') return await uploadPhoto(job.item, job.file);
    if (job.kind === 'compare') return await compareReport(job.item);
    return judgeAnswer(
      await post(job.item, pathOf(job.item), {
        ...job.item.body,
        actId: job.item.id,
        files: job.item.files,
        ...originOf(job.item),
      }),
    );
  } catch {
    noteReach(false);
    return { kind: 'unreachable' };
  }
}

function pathOf(item: OutboxItem): string {
  if (item.kind === 'device') return `/api/devices/${item.device === null ? '' : `${item.device}/`}${item.act}`;
  return item.kind === 'act' ? `/api/cases/${item.number ?? ''}/acts` : '/api/cases';
}

function originOf(item: OutboxItem): Record<string, string> {
  return item.kind === 'report' ? { source: 'patrol', channel: 'app' } : {};
}

async function uploadPhoto(item: OutboxItem, id: string): Promise<Outcome> {
  const photo = await fieldDatabase.photos.get(id);
  if (!photo) {
    const text = {
      zh: '照片在手机上找不到了，请删掉它或重拍。',
      en: 'The photo is no longer on this phone. Remove it or take it again.',
    };
    return { kind: 'refused', refusal: { status: 0, code: 'photo.gone', text, fields: [] } };
  }
  const form = new FormData();
  form.append('file', photo.blob, `${id}.jpg`);
  const answer = await call(item, `/api/files?id=${id}`, {
    method: 'POST',
    body: form,
    signal: AbortSignal.timeout(120_000),
  });
  if (answer.status >= 200 && answer.status < 300 && holdsId(answer.body)) return { kind: 'uploaded', file: id };
  const outcome = judgeAnswer(answer);
  return outcome.kind === 'accepted' ? { kind: 'unreachable' } : outcome;
}

/** Asks which open cases look like a report that was just accepted, so that a duplicate made offline shows. */
async function compareReport(item: OutboxItem): Promise<Outcome> {
  const answer = await call(item, `/api/cases/${item.receipt?.number}/related`, {
    signal: AbortSignal.timeout(20_000),
  });
  if (answer.status === 401) return { kind: 'signed-out' };
  if (answer.status >= 400 && answer.status < 500)
    return { kind: 'refused', refusal: readRefusal(answer.status, answer.body) };
  if (answer.status !== 200 || !Array.isArray(answer.body)) return { kind: 'unreachable' };
  return { kind: 'compared', twins: readTwins(answer.body as RelatedRow[]) };
}

type RelatedRow = Twin & { reason: string; open?: boolean };

/** Only the same matter near by and still open counts as a possible duplicate; that something else is near does not. */
function readTwins(rows: readonly RelatedRow[]): Twin[] {
  return rows
    .filter((row) => row.reason === 'duplicate' && row.open !== false)
    .slice(0, 5)
    .map((row) => ({ number: row.number, title: row.title, distance: row.distance ?? null }));
}

function post(item: OutboxItem, path: string, body: unknown): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  return call(item, path, { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(30_000) });
}

/** Acts as the post that made the item, whatever post is chosen now. */
async function call(item: OutboxItem, path: string, init: RequestInit): Promise<Answer> {
  const headers = new Headers(init.headers);
  if (item.post !== null) headers.set('gewu-post', String(item.post));
  const response = await fetch(path, { ...init, headers, credentials: 'same-origin' });
  const text = await response.text();
  noteReach(true);
  const seconds = Number(response.headers.get('retry-after'));
  const body = parse(text);
  return seconds > 0
    ? { status: response.status, body, retryAfterMs: seconds * 1000 }
    : { status: response.status, body };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function holdsId(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'id' in body;
}
