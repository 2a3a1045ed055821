// Whatever is sent to an operation, right or wrong, the server never breaks: every answer is below 500, and every
// refusal is a problem document that says what is wrong in both languages.
import { readFileSync } from 'node:fs';
import fc, { type Arbitrary } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arbitraryFromSchema, hostileFromSchema } from './support/arbitrary-from-schema.ts';
import { Client, signInAsResident } from './support/client.ts';
import { type Operation, readOperations } from './support/read-operations.ts';
import { SamplePeople } from './support/sample-people.ts';
import { removeFolder, type Server, startServer } from './support/start-server.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 12);
// the committed document, which `npm run check` keeps equal to what the server says of itself
const document = readFileSync(new URL('../docs/openapi.json', import.meta.url), 'utf8');
const operations = readOperations(JSON.parse(document) as Record<string, unknown>);

type Shot = { path: string; query: string; body: unknown; who: number };

let server: Server;
let clients: Client[];
let numbers: string[];
let key: string;
beforeAll(async () => {
  // a district of its own: what a manager sends here moves posts and closes areas
  server = await startServer({ cases: 60 });
  const { url } = server;
  const people = await SamplePeople.read(url);
  const staff = ['manager', 'district_desk', 'duty_officer', 'grid_worker', 'department_desk'];
  clients = [
    ...(await Promise.all(staff.map((role) => people.signIn(people.find(role))))),
    await signInAsResident(url),
    new Client(url, 'nobody'),
  ];
  const { rows } = await (clients[1] as Client).ok<{ rows: { number: string }[] }>(
    'GET',
    '/api/cases?view=area&limit=20',
  );
  numbers = rows.map(({ number }) => number);
  expect(numbers.length).toBeGreaterThan(0);
  const made = { name: '乱数', area: '610402', acts: ['open311.report', 'case.read'] };
  key = (await (clients[0] as Client).ok<{ key: string }>('POST', '/api/keys', made)).key;
});

afterAll(async () => {
  await server?.stop();
  if (server) await removeFolder(server.folder);
});

it('the document names every door', () => {
  expect(operations.length).toBeGreaterThan(40);
});

describe.each(operations.filter(({ path }) => !path.startsWith('/api/auth/')))('$method $path', (operation) => {
  it('never breaks', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(shots(operation), async (shot) => {
        const client = clients[shot.who] as Client;
        const answer = await fire(client, operation, shot);
        const told = `${client.name} ${operation.method} ${shot.path}${shot.query} ${JSON.stringify(shot.body)?.slice(0, 600)} -> ${answer.status} ${answer.text.slice(0, 300)}`;
        expect(answer.status, told).toBeLessThan(500);
        expect(answer.status, told).not.toBe(429);
        if (answer.status >= 400 && operation.path.startsWith('/api/')) {
          expect(answer.type, told).toContain('application/problem+json');
          expect(answer.body, told).toMatchObject({
            status: answer.status,
            code: expect.any(String),
            detail_zh: expect.any(String),
            detail_en: expect.any(String),
          });
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});

/** Sends a shot; an endless answer (events) counts once its head has come. */
async function fire(
  client: Client,
  operation: Operation,
  { path, query, body }: Shot,
): Promise<{ status: number; type: string; text: string; body: unknown }> {
  if (operation.path.endsWith('/events')) {
    const stop = new AbortController();
    const response = await fetch(client.url + path + query, { headers: client.headers, signal: stop.signal });
    const text = response.ok ? '' : await response.text();
    stop.abort();
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      text,
      body: text ? JSON.parse(text) : undefined,
    };
  }
  return client.call(operation.method, path + query, wrap(operation, body));
}

/** The body as the operation wants it to travel; an Open311 form carries a key that is let in. */
function wrap(operation: Operation, body: unknown): unknown {
  if (operation.body?.type.includes('multipart')) return formOf(body);
  if (!operation.body?.type.includes('urlencoded')) return body;
  const pairs = Object.entries(typeof body === 'object' && body !== null ? body : { description: body });
  const texts = pairs.map(([name, value]): [string, string] => [name, wellFormed(value)]);
  return new URLSearchParams([...texts.filter(([name]) => name !== 'api_key'), ['api_key', key]]);
}

function formOf(body: unknown): FormData {
  const form = new FormData();
  for (const [key, value] of Object.entries(typeof body === 'object' && body !== null ? body : {})) {
    form.set(key, typeof value === 'string' ? value : JSON.stringify(value));
  }
  form.set('file', new Blob([JSON.stringify(body) ?? '']), '随机.bin');
  return form;
}

function shots(operation: Operation): Arbitrary<Shot> {
  const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
  const inQuery = operation.parameters.filter((parameter) => parameter.in === 'query');
  const path = fc.record(Object.fromEntries(inPath.map(({ name, schema }) => [name, pathValue(name, schema)])));
  const query = fc.record(
    Object.fromEntries(
      inQuery.map(({ name, schema }) => [
        name,
        fc.oneof(
          { weight: 3, arbitrary: arbitraryFromSchema(schema) },
          { weight: 1, arbitrary: hostileFromSchema(schema) },
        ),
      ]),
    ),
    { requiredKeys: [] },
  );
  const body = operation.body
    ? fc.oneof(arbitraryFromSchema(operation.body.schema), hostileFromSchema(operation.body.schema))
    : fc.constant(undefined);
  const who = fc.integer({ min: 0, max: 6 });
  return fc.record({ path, query, body, who }).map((drawn) => ({
    path: operation.path.replace(
      /\{(\w+)\}/g,
      (_, name: string) => encodeURIComponent(wellFormed(drawn.path[name])) || '%20',
    ),
    query: queryOf(drawn.query),
    body: drawn.body,
    who: drawn.who,
  }));
}

/** Half of the time something that exists, so that the handler behind the check of the parameter is reached too. */
function pathValue(name: string, schema: Parameters<typeof arbitraryFromSchema>[0]): Arbitrary<unknown> {
  const real =
    name === 'number'
      ? fc.nat().map((i) => numbers[i % numbers.length])
      : fc.constantFrom('1', '2', '610402', '610402001');
  return fc.oneof(real, arbitraryFromSchema(schema), hostileFromSchema(schema));
}

function queryOf(query: Record<string, unknown>): string {
  const pairs = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(wellFormed(value))}`);
  return pairs.length ? `?${pairs.join('&')}` : '';
}

function wellFormed(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();
}
