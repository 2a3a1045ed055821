// The bins of a street: a round with its reasons, changed by hand, given to the crew as a case; readable on desk and phone.
import { expect, inject, test } from 'vitest';
import { checkAccessibility, listFindings } from '../web/kit/check-accessibility.ts';
import { DESK, PHONE, withBrowser } from './support/open-browser.ts';
import { openConsole, settle } from './support/open-console.ts';
import { SamplePeople } from './support/sample-people.ts';

const url = inject('serverUrl');
const browser = withBrowser();
const STREET = '610402005';
/** A machine with much else to do draws the map slowly. */
const SLOW_MS = 60_000;

test('a round is planned, changed by hand and given to the crew', async () => {
  const people = await SamplePeople.read(url);
  const desk = people.find('district_desk');
  const screen = await browser.open(DESK);
  screen.context.setDefaultTimeout(SLOW_MS);
  const page = await openConsole(url, screen, desk, `/devices/bins?within=${STREET}`);
  const stops = page.locator('.bn-round li');
  await stops.first().waitFor();
  await settle(page);
  expect(clean(listFindings(await checkAccessibility(page)))).toEqual([]);
  const [planned, first] = [await stops.count(), await stops.first().locator('a').textContent()];
  // biome-ignore lint/performance/useDomNodeTextContent: what a reader sees
  expect(await stops.first().innerText()).toMatch(/满溢的可能 \d+%/);

  await stops.first().getByRole('button', { name: /^不去/ }).click();
  await page.getByRole('button', { name: '全部恢复' }).waitFor();
  await expect
    .poll(() => page.getByText(/^今日路线 \d+$/).textContent(), { timeout: SLOW_MS })
    .not.toBe(`今日路线 ${planned}`);
  await page.getByText(/^今天不去/).click();
  const out = page.locator('.bn-round', { hasText: '手工移出' });
  expect(await out.locator('a').textContent()).toBe(first);
  await out.getByRole('button', { name: /^恢复/ }).click();
  await expect
    .poll(() => page.getByText(/^今日路线 \d+$/).textContent(), { timeout: SLOW_MS })
    .toBe(`今日路线 ${planned}`);

  await page.getByRole('button', { name: '交给班组' }).click();
  await page.getByRole('button', { name: '立案' }).click();
  await page.waitForURL(/\/console\/cases\//);
  await page.getByRole('heading', { name: new RegExp(`垃圾清运.*${planned} 个桶`) }).waitFor();
  await page.getByText(String(first)).first().waitFor();
  expect(screen.faults).toEqual([]);
  await screen.context.close();

  const phone = await browser.open(PHONE);
  phone.context.setDefaultTimeout(SLOW_MS);
  await phone.page.addInitScript(() => localStorage.setItem('gewu-language', 'en'));
  const small = await openConsole(url, phone, desk, `/devices/bins?within=${STREET}`);
  await small.locator('.bn-round li').first().waitFor();
  await settle(small);
  expect(clean(listFindings(await checkAccessibility(small)))).toEqual([]);
  expect(await small.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(phone.faults).toEqual([]);
  await phone.context.close();
});

/** What holds for every page of the desk: axe's findings and contrast. */
const clean = (found: string[]) => found.filter((line) => line.startsWith('row 0') || line.startsWith('row 6'));
