import { randomUUID } from 'node:crypto';

export type Answer<T = unknown> = { status: number; body: T; type: string; text: string };

/** Speaks to the server as one person: keeps the session cookie and the post. */
export class Client {
  readonly url: string;
  readonly name: string;
  post: number | undefined;
  #cookies = new Map<string, string>();
  #bearer: string | undefined;

  constructor(url: string, name: string, bearer?: string) {
    this.url = url;
    this.name = name;
    this.#bearer = bearer;
  }

  get headers(): Record<string, string> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return {
      origin: this.url,
      ...(cookie && { cookie }),
      ...(this.post !== undefined && { 'gewu-post': String(this.post) }),
      ...(this.#bearer && { authorization: `Bearer ${this.#bearer}` }),
    };
  }

  /**
   * One request; never throws for a status.
   * @param body forms travel as they are, anything else as JSON
   */
  async call<T = unknown>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Answer<T>> {
    const form = body instanceof FormData || body instanceof URLSearchParams;
    const json = body !== undefined && !form;
    const init: RequestInit = {
      method,
      headers: { ...this.headers, ...(json && { 'content-type': 'application/json' }) },
    };
    if (signal) init.signal = signal;
    if (body !== undefined) init.body = form ? body : JSON.stringify(body);
    const response = await fetch(this.url + path, init);
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    return {
      status: response.status,
      text,
      type,
      body: (type.includes('json') && text ? JSON.parse(text) : text) as T,
    };
  }

  /** A request that must succeed. @throws Error with the problem otherwise */
  async ok<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.call<T>(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${this.name}: ${method} ${path} -> ${answer.status} ${answer.text.slice(0, 400)}`);
    return answer.body;
  }

  #keep(header: string): void {
    const [pair = ''] = header.split(';');
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (value === '' || /max-age=0\b/i.test(header)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

export type Person = {
  account: string;
  name: string;
  role: string;
  area: string;
  areaName: string;
  organisation: string;
};

/** Signs in as one of the sample people. */
export async function signInAs(url: string, person: Person): Promise<Client> {
  const client = new Client(url, `${person.role} ${person.name} (${person.areaName})`);
  await client.ok('POST', '/api/sample/sign-in', { account: person.account });
  const me = await client.ok<{ post: number | null }>('GET', '/api/me');
  client.post = me.post ?? undefined;
  return client;
}

/** Signs in as a resident with a phone nobody else uses in this run. */
export async function signInAsResident(url: string, phone = freshPhone()): Promise<Client> {
  const client = new Client(url, `resident ${phone}`);
  const { sampleCode } = await client.ok<{ sampleCode: string }>('POST', '/api/resident/code', { phone });
  await client.ok('POST', '/api/resident/sign-in', { phone, code: sampleCode });
  return client;
}

export function freshPhone(): string {
  return `199${String(parseInt(randomUUID().replaceAll('-', '').slice(0, 8), 16) % 100_000_000).padStart(8, '0')}`;
}
