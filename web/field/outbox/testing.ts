import type { Job } from './choose-next.ts';
import type { OutboxStore } from './drain-outbox.ts';
import { type Answer, judgeAnswer } from './judge-answer.ts';
import type { ActItem, OutboxItem, Outcome, ReportItem } from './outbox-item.ts';

/** Test support: items, a store that survives a "restart", and a server that keeps the API's promises. */

export function makeAct(part: Partial<ActItem> & { id: string }): ActItem {
  const base = {
    lane: '2026010100000001',
    order: 1,
    account: 'wang',
    post: 7,
    label: { zh: '受理', en: 'Accept' },
    subject: '',
    madeAt: 0,
    files: [],
    uploaded: [],
  };
  return {
    ...base,
    kind: 'act',
    state: 'waiting',
    tries: 0,
    nextTry: 0,
    number: part.lane ?? base.lane,
    seenState: 's0',
    body: { act: 'accept', seq: 0 },
    ...part,
  };
}

export function makeReport(part: Partial<ReportItem> & { id: string }): ReportItem {
  const base = {
    order: 1,
    account: 'wang',
    post: 7,
    label: { zh: '巡查上报', en: 'Patrol report' },
    subject: '',
    madeAt: 0,
    files: [],
    uploaded: [],
  };
  return {
    ...base,
    kind: 'report',
    lane: `report:${part.id}`,
    state: 'waiting',
    tries: 0,
    nextTry: 0,
    body: { description: '井盖缺失' },
    ...part,
  };
}

export class MemoryStore implements OutboxStore {
  readonly items = new Map<string, OutboxItem>();
  async list(): Promise<OutboxItem[]> {
    return structuredClone([...this.items.values()]);
  }
  async change(id: string, change: (item: OutboxItem) => OutboxItem): Promise<void> {
    const item = this.items.get(id);
    if (item) this.items.set(id, structuredClone(change(structuredClone(item))));
  }
}

/** How one call goes wrong, if it does. `crash` kills the phone's program after the server did its part. */
export type Weather = 'fine' | 'request-lost' | 'answer-lost' | 'busy' | 'portal' | 'signed-out' | 'crash' | 'news';

export class Crash extends Error {}

/** A server with idempotent acts and files, optimistic order by seq, and refusals for bodies marked `bad`. */
export class FakeServer {
  readonly accepted: { lane: string; id: string; order: number }[] = [];
  readonly files = new Set<string>();
  private readonly cases = new Map<string, number>();
  private readonly receipts = new Map<string, Answer>();

  send(item: OutboxItem): Answer {
    const known = this.receipts.get(item.id);
    if (known) return known;
    if (item.files.some((file) => !this.files.has(file))) return refuse('file.unknown');
    if ('note' in item.body && item.body.note === 'bad') return refuse('form.invalid');
    const seq = this.cases.get(item.lane) ?? 0;
    if (item.kind === 'act' && item.body.seq !== undefined && item.body.seq !== seq) {
      return {
        status: 409,
        body: {
          code: 'case.moved',
          detail_zh: '案件已变化',
          detail_en: 'moved',
          state: `s${this.acts(item.lane)}`,
          seq,
        },
      };
    }
    this.cases.set(item.lane, seq + 1);
    this.accepted.push({ lane: item.lane, id: item.id, order: item.order });
    const body = {
      actId: item.id,
      number: item.lane,
      seq: seq + 1,
      act: 'x',
      state: `s${this.acts(item.lane)}`,
      at: '',
    };
    this.receipts.set(item.id, { status: 200, body });
    return { status: 201, body };
  }

  /** Somebody adds a note to every case: the step number moves, the state does not. */
  addNews(): void {
    for (const [lane, seq] of this.cases) this.cases.set(lane, seq + 1);
  }

  private acts(lane: string): number {
    return this.accepted.filter((one) => one.lane === lane).length;
  }
}

function refuse(code: string): Answer {
  return { status: 422, body: { code, detail_zh: '不行', detail_en: 'no' } };
}

/** The wire between a store and the fake server, in the given weather. */
export function callInWeather(server: FakeServer, job: Job, weather: Weather): Outcome {
  if (weather === 'request-lost') return { kind: 'unreachable' };
  if (weather === 'busy') return judgeAnswer({ status: 503, body: null });
  if (weather === 'portal') return judgeAnswer({ status: 200, body: '<html>' });
  if (weather === 'signed-out') return judgeAnswer({ status: 401, body: {} });
  if (weather === 'news') server.addNews();
  let outcome: Outcome;
  if (job.kind === 'upload') {
    server.files.add(job.file);
    outcome = { kind: 'uploaded', file: job.file };
  } else if (job.kind === 'compare') outcome = { kind: 'compared', twins: [] };
  else outcome = judgeAnswer(server.send(job.item));
  if (weather === 'crash') throw new Crash();
  return weather === 'answer-lost' ? { kind: 'unreachable' } : outcome;
}
