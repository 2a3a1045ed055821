import type { Text } from './text.ts';

/** Where the post chosen by the signed-in member of staff is kept on this device. */
export const POST_KEY = 'gewu-post';

/** An answer of the server that says no, with its sentence in both languages (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly sentence: Text;
  /** The whole body, for members beyond the standard ones (`state` and `seq` of `case.moved`, `fields` of a form). */
  readonly problem: Record<string, unknown>;

  constructor(status: number, problem: Record<string, unknown>) {
    const word = (key: string) => (typeof problem[key] === 'string' ? problem[key] : undefined);
    const plain = word('detail') ?? word('title') ?? `HTTP ${status}`;
    super(plain);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = word('code') ?? `http.${status}`;
    this.sentence = { zh: word('detail_zh') ?? plain, en: word('detail_en') ?? plain };
    this.problem = problem;
  }
}

/** The post this device acts as; null lets the server choose the first. */
export function chosenPost(): string | null {
  return localStorage.getItem(POST_KEY);
}

/**
 * Calls the API.
 * @param path below `/api`, with its query: `/cases?view=mine`
 * @param body sent as JSON; a FormData goes as it is
 * @returns the parsed answer; undefined for an empty one
 * @throws ApiProblem when the server refuses, TypeError when it cannot be reached
 */
export async function api<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const headers = new Headers({ accept: 'application/json' });
  const post = chosenPost();
  if (post !== null) headers.set('gewu-post', post);
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers.set('content-type', 'application/json');
  const response = await fetch(`/api${path}`, {
    method,
    headers,
    credentials: 'same-origin',
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  const raw = await response.text();
  const answer = parse(raw);
  if (!response.ok) throw new ApiProblem(response.status, isRecord(answer) ? answer : {});
  return answer as T;
}

function parse(raw: string): unknown {
  if (raw === '') return undefined;
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
