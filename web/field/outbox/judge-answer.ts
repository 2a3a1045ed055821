import type { Outcome, Receipt, Refusal } from './outbox-item.ts';

export type Answer = { status: number; body: unknown; retryAfterMs?: number };

/**
 * What an answer of the server means for an item. 401 keeps the item until somebody signs in again; 408, 425, 429
 * and 5xx are tried again; every other 4xx is a refusal that the worker sees.
 */
export function judgeAnswer(answer: Answer): Outcome {
  const { status, body } = answer;
  if (status === 401) return { kind: 'signed-out' };
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    return { kind: 'unreachable', ...(answer.retryAfterMs === undefined ? {} : { retryAfterMs: answer.retryAfterMs }) };
  }
  if (status >= 200 && status < 300 && isReceipt(body)) return { kind: 'accepted', receipt: body };
  // A captive portal answers 200 with a page of its own: nothing was accepted.
  if (status < 400) return { kind: 'unreachable' };
  return { kind: 'refused', refusal: readRefusal(status, body) };
}

/** The refusal inside a problem+json body (RFC 9457); a body of another shape still gives a sentence. */
export function readRefusal(status: number, body: unknown): Refusal {
  const problem = isRecord(body) ? body : {};
  const text = (key: string) => (typeof problem[key] === 'string' ? problem[key] : undefined);
  const detail = text('detail') ?? text('title');
  const faults = Array.isArray(problem.faults) ? problem.faults : [];
  return {
    status,
    code: text('code') ?? `http.${status}`,
    text: {
      zh: text('detail_zh') ?? detail ?? `服务器没有收下（${status}）`,
      en: text('detail_en') ?? detail ?? `The server did not take it (${status})`,
    },
    fields: faults
      .filter(isRecord)
      .map((one) => ({ path: String(one.path ?? ''), message: String(one.message ?? '') })),
    ...(text('state') === undefined ? {} : { state: text('state') as string }),
    ...(typeof problem.seq === 'number' ? { seq: problem.seq } : {}),
  };
}

function isReceipt(body: unknown): body is Receipt {
  return (
    isRecord(body) && typeof body.number === 'string' && typeof body.seq === 'number' && typeof body.state === 'string'
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
