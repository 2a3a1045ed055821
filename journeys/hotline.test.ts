// A call taker enters a call with the keyboard alone, sees that somebody reported the same, and the caller's contact is
// masked, revealed only for a purpose, with the look on record.
import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { DESK, withBrowser } from './support/open-browser.ts';
import { openConsole } from './support/open-console.ts';
import { SamplePeople } from './support/sample-people.ts';

const url = inject('serverUrl');
const browser = withBrowser();

test('a call becomes a case by keyboard alone', async () => {
  const people = await SamplePeople.read(url);
  const officer = people.find('duty_officer');
  const screen = await browser.open(DESK);
  const page = await openConsole(url, screen, officer, '/hotline');
  await page.locator('#call-phone').waitFor();
  const type = (text: string) => page.keyboard.type(text);
  const words = `电梯停了没人修 ${randomUUID().slice(0, 8)}`;
  await page.locator('#call-phone').focus();
  await type('13900001234');
  await page.keyboard.press('Tab');
  await type('周女士');
  await page.keyboard.press('Tab');
  await type(words);
  await page.keyboard.press('Tab');
  await type('三号楼');
  await page.keyboard.press('Control+Enter');
  const done = page.locator('.result-title');
  await done.waitFor();
  const number = /\d{16}/.exec((await done.textContent()) ?? '')?.[0] ?? '';

  const client = await people.signIn(officer);
  const found = await client.ok<{ source: string; channel: string; area: string; contact: object }>(
    'GET',
    `/api/cases/${number}`,
  );
  expect(found).toMatchObject({ source: 'hotline', contact: { name: '周**', phone: '139****1234' } });
  expect(found.area.startsWith(officer.area)).toBe(true);
  const seen = await client.ok('POST', `/api/cases/${number}/reveal`, { field: 'contact', purpose: '回电核实情况' });
  expect(seen).toMatchObject({ name: '周女士', phone: '13900001234' });

  await page.keyboard.press('Enter'); // the next call
  await page.locator('#call-phone').waitFor();
  expect(await page.locator('#call-text').inputValue()).toBe('');
  expect(screen.faults).toEqual([]);
  await screen.context.close();
});
