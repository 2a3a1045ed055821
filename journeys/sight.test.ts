// Nobody sees or does anything across the border of their area or unit: every operation of the API is called by every
// role from a neighbouring area, on things that exist beyond the border and carry a mark that must never come back.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { arbitraryFromSchema } from './support/arbitrary-from-schema.ts';
import { Client, type Person, signInAsResident } from './support/client.ts';
import { makePhoto } from './support/make-photo.ts';
import { type Operation, readOperations } from './support/read-operations.ts';
import { SamplePeople } from './support/sample-people.ts';
import { waitLinked } from './support/wait-linked.ts';

const url = inject('serverUrl');
const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as Record<string, unknown>;
const operations = readOperations(document).filter(
  ({ path }) => path.startsWith('/api/') && !path.startsWith('/api/auth/') && !path.endsWith('/events'),
);

const MARK = `边界标记${randomUUID().slice(0, 8)}`;
/** Outsiders: roles whose sight is an area or a unit, taken from another street or department. */
const OUTSIDERS = [
  'grid_worker',
  'duty_officer',
  'street_desk',
  'leader',
  'department_desk',
  'department_worker',
  'resident',
] as const;

const outsiders = new Map<string, Client>();
let hidden: { number: string; file: string; imported: string; entity: string; steps: number };
let owner: Client;

beforeAll(async () => {
  const people = await SamplePeople.read(url);
  const worker = people.find('grid_worker');
  const street = worker.area.slice(0, 9);
  owner = await people.signIn(worker);
  hidden = await hideThings(people, worker);
  const beyond = (person: Person) => person.area.length >= 9 && !person.area.startsWith(street);
  for (const role of OUTSIDERS) {
    if (role === 'resident') outsiders.set(role, await signInAsResident(url));
    else
      outsiders.set(role, await people.signIn(people.find(role, role.startsWith('department') ? () => true : beyond)));
  }
  const { key } = await keyOf(people, people.find('street_desk', beyond).area);
  outsiders.set('key', new Client(url, 'key of another street', key));
});

it('the hidden things are seen by those they belong to', async () => {
  const people = await SamplePeople.read(url);
  const desk = await people.signIn(people.find('district_desk'));
  expect((await desk.call('GET', `/api/records/entities/${hidden.entity}`)).status).toBe(200);
  const seen = await owner.ok<{ description: string }>('GET', `/api/cases/${hidden.number}`);
  expect(seen.description).toContain(MARK);
  expect((await owner.call('GET', `/api/files/${hidden.file}`)).status).toBe(200);
});

it.each([...OUTSIDERS, 'key'])('a %s is let in at home', async (role) => {
  expect((await (outsiders.get(role) as Client).call('GET', '/api/cases')).status).toBe(200);
});

describe.each([...OUTSIDERS, 'key'])('a %s from elsewhere', (role) => {
  const doors = role === 'resident' ? operations.filter(({ path }) => !path.endsWith('/follow')) : operations;
  it.each(doors)('$method $path', async (operation) => {
    const client = outsiders.get(role) as Client;
    for (const { path, body } of shotsAt(operation)) {
      const answer = await client.call(operation.method, path, body);
      const told = `${client.name} ${operation.method} ${path} -> ${answer.status} ${answer.text.slice(0, 200)}`;
      // a search says how it read the asker's own words
      expect(answer.text.replaceAll(`"word":"${MARK}"`, ''), told).not.toContain(MARK);
      expect(answer.status, told).toBeLessThan(500);
      const entity = path.startsWith(`/api/records/entities/${hidden.entity}`);
      if (path.includes(hidden.number) || path.includes(hidden.file) || entity)
        expect([401, 403, 404, 422, 400], told).toContain(answer.status);
      if (path.includes(hidden.number))
        expect(answer.text, told).not.toMatch(/"state":"(reported|filing|dispatching)"/);
    }
  });
});

describe('a resident who joined the case as the same matter', () => {
  it('sees its course, and not a word or picture of its reporter', async () => {
    const resident = outsiders.get('resident') as Client;
    expect((await resident.call('POST', `/api/cases/${hidden.number}/follow`, { actId: randomUUID() })).status).toBe(
      204,
    );
    const seen = await resident.ok<{ number: string; state: string; files: unknown[] }>(
      'GET',
      `/api/cases/${hidden.number}`,
    );
    expect(seen).toMatchObject({ number: hidden.number, state: 'reported', files: [] });
    expect((await resident.call('GET', `/api/files/${hidden.file}`)).status).toBe(404);
    for (const operation of operations.filter(({ method }) => method === 'GET')) {
      for (const { path } of shotsAt(operation)) {
        const { text } = await resident.call('GET', path);
        expect(text, `GET ${path}`).not.toContain(MARK);
      }
    }
    const { rows } = await resident.ok<{ rows: unknown[] }>('GET', `/api/cases?q=${encodeURIComponent(MARK)}`);
    expect(rows, 'nor can it be found by its words').toEqual([]);
  });
});

it('and nothing has changed', async () => {
  const steps = await owner.ok<unknown[]>('GET', `/api/cases/${hidden.number}/steps`);
  expect(steps).toHaveLength(hidden.steps);
});

/** The operation aimed at each hidden thing, with right bodies: a wrong one would be refused before the border. */
function shotsAt(operation: Operation): { path: string; body: unknown }[] {
  const targets = [hidden.number, hidden.file, hidden.imported, hidden.entity];
  const hasPath = operation.path.includes('{');
  const query = operation.parameters.some(({ in: where, name }) => where === 'query' && name === 'q')
    ? `?q=${encodeURIComponent(MARK)}`
    : '';
  const bodies = bodiesOf(operation);
  return (hasPath ? targets : ['']).flatMap((target) =>
    bodies.map((body) => ({ path: operation.path.replace(/\{\w+\}/g, encodeURIComponent(target)) + query, body })),
  );
}

function bodiesOf(operation: Operation): unknown[] {
  if (!operation.body) return [undefined];
  if (operation.path.endsWith('/acts')) {
    return ['note', 'accept', 'void', 'supervise', 'withdraw'].map((act) => ({
      actId: randomUUID(),
      act,
      note: '越界',
      data: { note: '越界', reason: '越界' },
    }));
  }
  if (operation.path.endsWith('/reveal')) return [{ field: 'contact', purpose: '越界查看联系方式' }];
  if (operation.body.type.includes('multipart')) return [new FormData()];
  return fc.sample(arbitraryFromSchema(operation.body.schema), { numRuns: 2, seed: 7 });
}

/** A case with contact and photo, and an import, all marked, in the worker's own street; a person of the record base. */
async function hideThings(people: SamplePeople, worker: Person): Promise<typeof hidden> {
  const desk = await people.signIn(people.over('duty_officer', worker.area));
  const file = randomUUID();
  const photo = new FormData();
  photo.set('file', new Blob([await makePhoto()], { type: 'image/jpeg' }), 'a.jpg');
  await owner.ok('POST', `/api/files?id=${file}`, photo);
  const report = {
    actId: randomUUID(),
    title: MARK,
    description: `${MARK} 楼道堆物`,
    place: MARK,
    area: worker.area,
    files: [file],
    contact: { name: MARK, phone: '13800001234' },
  };
  const { number } = await owner.ok<{ number: string }>('POST', '/api/cases', report);
  const table = new FormData();
  table.set('file', new Blob([`内容,地址\n${MARK},${MARK}\n`]), `${MARK}.csv`);
  const { id } = await desk.ok<{ id: number }>('POST', '/api/imports', table);
  const steps = await owner.ok<unknown[]>('GET', `/api/cases/${number}/steps`);
  return { number, file, imported: String(id), entity: await findEntity(people, worker), steps: steps.length };
}

/** Somebody the record base knows in the worker's street. */
async function findEntity(people: SamplePeople, worker: Person): Promise<string> {
  const desk = await people.signIn(people.find('district_desk'));
  await waitLinked(desk, 0);
  const path = `/api/records/search?kind=person&within=${worker.area.slice(0, 9)}&q=${encodeURIComponent('王')}`;
  const { rows } = await desk.ok<{ rows: { id: number }[] }>('GET', path);
  const [row] = rows;
  if (!row) throw new Error('The record base of the sample knows nobody there.');
  return String(row.id);
}

async function keyOf(people: SamplePeople, area: string): Promise<{ key: string }> {
  const manager = await people.signIn(people.find('manager'));
  return manager.ok('POST', '/api/keys', {
    name: '邻区密钥',
    area,
    acts: ['case.read', 'case.report', 'case.act', 'indicator.read'],
  });
}
