// Two people act on the same case at the same instant: one wins, the other is told what happened.
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, inject, it } from 'vitest';
import { type Client, signInAsResident } from './support/client.ts';
import { SamplePeople } from './support/sample-people.ts';

const PAIRS = Number(process.env.PAIRS ?? 500);
const url = inject('serverUrl');

let resident: Client;
let desk: Client;
beforeAll(async () => {
  const people = await SamplePeople.read(url);
  [resident, desk] = await Promise.all([signInAsResident(url), people.signIn(people.find('district_desk'))]);
});

it(`${PAIRS} pairs of acts at the same instant: one winner each`, { timeout: 300_000 }, async () => {
  const won = { reporter: 0, desk: 0 };
  for (let done = 0; done < PAIRS; done += 10) {
    const results = await Promise.all(Array.from({ length: Math.min(10, PAIRS - done) }, race));
    for (const winner of results) won[winner]++;
  }
  expect(won.reporter + won.desk).toBe(PAIRS);
  expect(Math.min(won.reporter, won.desk), `both sides win at times: ${JSON.stringify(won)}`).toBeGreaterThan(0);
});

/** The reporter withdraws while the desk declines. */
async function race(): Promise<'reporter' | 'desk'> {
  const { number } = await resident.ok<{ number: string }>('POST', '/api/cases', {
    actId: randomUUID(),
    description: `同时办理 ${randomUUID()}`,
  });
  const acts = {
    reporter: () =>
      resident.call('POST', `/api/cases/${number}/acts`, { actId: randomUUID(), act: 'withdraw', seq: 1 }),
    desk: () =>
      desk.call('POST', `/api/cases/${number}/acts`, {
        actId: randomUUID(),
        act: 'decline',
        seq: 1,
        note: '不属于本区',
        data: { note: '不属于本区' },
      }),
  };
  const first = Math.random() < 0.5;
  const [a, b] = first
    ? await Promise.all([acts.reporter(), acts.desk()])
    : (await Promise.all([acts.desk(), acts.reporter()])).reverse();
  const answers = [a, b];
  expect(answers.map((answer) => answer?.status).sort(), answers.map((answer) => answer?.text).join(' | ')).toEqual([
    200, 409,
  ]);
  const winner = a?.status === 200 ? 'reporter' : 'desk';
  const lost = (winner === 'reporter' ? b : a)?.body as { code: string; state: string; seq: number };
  const end = winner === 'reporter' ? 'withdrawn' : 'declined';
  expect(lost).toMatchObject({ code: 'case.moved', state: end, seq: 2 });
  const steps = await resident.ok<{ seq: number; toState: string }[]>('GET', `/api/cases/${number}/steps`);
  expect(steps.map(({ seq, toState }) => [seq, toState]).at(-1)).toEqual([2, end]);
  return winner;
}
