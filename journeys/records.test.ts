// The record base as those who work with it meet it, on the sample's own department files: a desk sends rows, mends what
// was set aside, finds the person, looks behind the mask for a case, merges and takes it back; a resident corrects; a
// grid worker asks at a door.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { checkAccessibility, listFindings } from '../web/kit/check-accessibility.ts';
import { type Client, type Person, signInAsResident } from './support/client.ts';
import { DESK, PHONE, withBrowser } from './support/open-browser.ts';
import { openConsole, settle } from './support/open-console.ts';
import { openField, restartField } from './support/open-field.ts';
import { SamplePeople } from './support/sample-people.ts';
import { waitLinked } from './support/wait-linked.ts';

const browser = withBrowser();
const url = inject('serverUrl');
let people: SamplePeople;
let desk: Person;
let client: Client;
const HEAD = '受理编号,申请人,申请人身份证号,电话,住址,事项类别,受理日期';
const HOME = '秦都区古渡街道毕阳社区毕阳新苑1号楼1单元101室';
const CITIZEN = citizen('61040219880315002');
const GOOD = `JY000001,欧阳若樱,${CITIZEN},19912340001,${HOME},居住证明,2026-11-02`;
const BAD = `JY000002,上官若樱,${citizen('61040219870315002')},19912340002,${HOME},居住证明,2026-13-40`;

beforeAll(async () => {
  people = await SamplePeople.read(url);
  desk = people.find('district_desk');
  client = await people.signIn(desk);
  await waitLinked(client, 0);
});

test('a desk sends rows, mends one, and finds both people', { timeout: 240_000 }, async () => {
  const wrong: string[] = [];
  const screen = await browser.open(DESK);
  const page = await openConsole(url, screen, desk, '/records/sources?source=resident-services');
  await look(page, wrong);
  const runs = await waitLinked(client, 0);
  await page.getByLabel('只是一部分行').check();
  await send(page, `${HEAD}\n${GOOD}\n${BAD}\n`);
  await page.getByText('待更正的行').waitFor();
  expect(await sum(page)).toEqual([2, 1, 0, 0, 1]);
  await look(page, wrong);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载更正' }).click();
  const quarantine = await readFile(await (await download).path(), 'utf8');
  expect(quarantine).toContain('上官若樱');
  await send(page, quarantine.replace('2026-13-40', '2026-11-03'));
  await expect.poll(() => sum(page), { timeout: 60_000 }).toEqual([1, 1, 0, 0, 0]);
  await waitLinked(client, runs);
  const found = async () => (await search('上官若樱')).length;
  await expect.poll(found, { timeout: 120_000, interval: 1000 }).toBe(1);

  for (const q of ['欧阳若樱', 'ouyangruoying', `${CITIZEN.slice(-4)} 欧阳`, '毕阳新苑1-1-101']) {
    await page.goto(`${url}/console/records/search?q=${encodeURIComponent(q)}`);
    await page
      .locator('.found-list')
      .getByText(q.startsWith('毕阳') ? '101' : '欧阳若樱')
      .first()
      .waitFor();
    // biome-ignore lint/performance/useDomNodeTextContent: what a reader sees
    expect(await page.locator('.found-list').innerText()).not.toContain('19912340001');
    await look(page, wrong);
  }
  expect(wrong).toEqual([]);
  expect(screen.faults).toEqual([]);
  await screen.context.close();
});

test('merged by a desk two people are one, and two again when it is taken back', async () => {
  const wrong: string[] = [];
  const [one, other] = [await idOf('欧阳若樱'), await idOf('上官若樱')];
  const screen = await browser.open(DESK);
  const page = await openConsole(url, screen, desk, `/records/entities/${one}`);
  await page.getByRole('button', { name: /^姓名：来源/ }).click();
  await page.getByRole('table').getByText('社区服务事项登记').waitFor();
  await look(page, wrong);
  await page.getByRole('button', { name: /^合\s?并$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('另一个对象的编号').fill(String(other));
  await dialog.getByLabel('理由').fill('本人到窗口说明改过姓');
  await look(page, wrong);
  await dialog.getByRole('button', { name: /^确\s?认$/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('本人到窗口说明改过姓').waitFor();
  expect(new Set([await idOf('欧阳若樱'), await idOf('上官若樱')]).size).toBe(1);
  await page.goto(`${url}/console/records/entities/${await idOf('欧阳若樱')}`);
  await page.getByRole('button', { name: /^撤\s?销$/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^撤\s?销$/ })
    .click();
  await page.getByText('已撤销').waitFor();
  expect([await idOf('欧阳若樱'), await idOf('上官若樱')]).toEqual([one, other]);
  expect(wrong).toEqual([]);
  await screen.context.close();
});

test('a number is shown for a purpose and a case in hand, and the look stands in the list', async () => {
  const wrong: string[] = [];
  const id = await idOf('欧阳若樱');
  const { area } = await client.ok<{ area: string }>('GET', `/api/records/entities/${id}`);
  const officer = people.over('duty_officer', area);
  const resident = await signInAsResident(url);
  const report = { actId: crypto.randomUUID(), description: '楼道灯不亮', place: HOME, area: area.slice(0, 12) };
  const { number } = await resident.ok<{ number: string }>('POST', '/api/cases', report);
  const screen = await browser.open(DESK);
  const page = await openConsole(url, screen, officer, `/records/entities/${id}`);
  await page.getByRole('button', { name: '查看遮盖内容' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: '公民身份号码' }).check();
  for (const [label, pick] of [
    ['用途', /办案|案/],
    ['选择手中的案卷', new RegExp(number)],
  ] as const) {
    await dialog.getByLabel(label, { exact: true }).click();
    await page.locator('.ant-select-item-option').filter({ hasText: pick }).first().click();
  }
  await dialog.getByRole('button', { name: '查看遮盖内容' }).click();
  await page.getByText(CITIZEN).waitFor();
  await page.getByRole('region', { name: '谁看过' }).getByText(number).waitFor();
  await look(page, wrong);
  expect(wrong).toEqual([]);
  await screen.context.close();
});

test('sharing, doubts, comparing and vaults are clean pages', async () => {
  const wrong: string[] = [];
  const screen = await browser.open(DESK);
  const department = people.find('department_desk', ({ organisation }) => organisation.includes('民政'));
  for (const [person, paths] of [
    [desk, ['sharing', 'doubts', 'search']],
    [department, ['compare', 'vaults', 'sources']],
  ] as const) {
    for (const path of paths) await look(await openConsole(url, screen, person, `/records/${path}`), wrong);
  }
  expect(wrong).toEqual([]);
  expect(screen.faults).toEqual([]);
  await screen.context.close();
});

test('a resident proves who they are, sees who looked, and has a value corrected', async () => {
  const wrong: string[] = [];
  const screen = await browser.open(PHONE);
  const { page } = screen;
  await page.goto(`${url}/resident/`);
  await page.locator('#phone').fill('19912340001');
  await page.locator('button[type=submit]').click();
  const hint = await page.locator('#sign-in-sent').textContent();
  await page.locator('#code').fill(/\d{6}/.exec(hint ?? '')?.[0] ?? '');
  await page.locator('button[type=submit]').click();
  await page.locator('.r-hero').waitFor();
  await page.goto(`${url}/resident/own`);
  await page.locator('#own-name').fill('欧阳若樱');
  await page.locator('#own-citizen').fill(CITIZEN);
  await page.locator('button[type=submit]').first().click();
  await page.locator('.r-own').first().waitFor();
  await look(page, wrong);
  await page.goto(`${url}/resident/own/looks`);
  await page.locator('.r-list .r-card').first().waitFor();
  await look(page, wrong);
  await page.goto(`${url}/resident/own/correct/phone`);
  await page.locator('#own-value').fill('19912340009');
  await page.locator('#own-reason').fill('换了号码');
  await look(page, wrong);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(/cases\/\d+/);
  const number = /cases\/(\d+)/.exec(page.url())?.[1] as string;
  const { area } = await client.ok<{ area: string }>('GET', `/api/cases/${number}`);
  const officer = await people.signIn(people.over('duty_officer', area));
  for (const [act, data] of [
    ['accept', {}],
    ['review', {}],
    ['approve', { result: 'approved' }],
  ] as const) {
    const { seq } = await officer.ok<{ seq: number }>('GET', `/api/cases/${number}`);
    await officer.ok('POST', `/api/cases/${number}/acts`, { actId: crypto.randomUUID(), act, seq, data });
  }
  // what desks decided comes to the base within a minute
  await expect
    .poll(() => search('19912340009').then((rows) => rows.length), { timeout: 100_000, interval: 2000 })
    .toBe(1);
  expect(wrong).toEqual([]);
  expect(screen.faults).toEqual([]);
  await screen.context.close();
});

test('a visit to a door is answered without network, and the answer comes back to the base', async () => {
  const made = await client.ok<{ cases: number }>('POST', '/api/records/doubts/gather', { within: '610402' });
  expect(made.cases).toBeGreaterThan(0);
  const asked = await doubts('asked');
  const visit = asked.find(({ area }) => area.length === 15);
  if (!visit) throw new Error('No visit went to a grid.');
  const person = people.find('grid_worker', ({ area }) => area === visit.area);
  const worker = { person, client: await people.signIn(person), place: { lon: 108.7, lat: 34.34 } };
  const screen = await browser.open(PHONE);
  let page = await openField(url, screen, worker);
  await page.goto(`${url}/field/case/${visit.case}`);
  await page
    .getByRole('button', { name: '入户核实' })
    .or(page.getByRole('link', { name: '入户核实' }))
    .click();
  await page.locator('.f-visit-choices').waitFor();
  await screen.context.setOffline(true);
  page = await restartField(url, screen.context, page);
  await page.locator(`a[href$="/case/${visit.case}"]`).first().click();
  await page
    .getByRole('button', { name: '入户核实' })
    .or(page.getByRole('link', { name: '入户核实' }))
    .click();
  await page.locator('.f-visit-choices').waitFor();
  while (await page.locator('.f-visit-choices').isVisible()) {
    const question = await page.locator('#question').textContent();
    await page.locator('.f-visit-choices button').first().click();
    await page.waitForFunction((before) => document.querySelector('#question')?.textContent !== before, question);
  }
  await page.getByRole('button', { name: '提交核实结果' }).click();
  await page.getByText('手机里有 1 步待发').waitFor();
  await screen.context.setOffline(false);
  await page.goto(`${url}/field/outbox`);
  const settled = async () => (await doubts('answered')).filter((one) => one.case === visit.case).length;
  await expect.poll(settled, { timeout: 100_000, interval: 2000 }).toBeGreaterThan(0);
  expect(screen.faults).toEqual([]);
  await screen.context.close();
});

async function look(page: Page, wrong: string[]): Promise<void> {
  await page.mouse.move(0, 0); // what lies under the pointer has colours of its own
  await settle(page);
  const found = listFindings(await checkAccessibility(page)).filter((line) => /^row [06]:/.test(line));
  wrong.push(...found.map((line) => `${page.url().replace(url, '')} ${line}`));
}

async function send(page: Page, rows: string): Promise<void> {
  const file = { name: '社区服务.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.locator('.batch-sum').waitFor();
}

/** Rows in, new, updated, unchanged, to mend, as the page says. */
async function sum(page: Page): Promise<number[]> {
  return (await page.locator('.batch-sum b').allTextContents()).map(Number);
}

async function search(name: string): Promise<{ id: number }[]> {
  const path = `/api/records/search?kind=person&q=${encodeURIComponent(name)}`;
  return (await client.ok<{ rows: { id: number }[] }>('GET', path)).rows;
}

async function idOf(name: string): Promise<number | undefined> {
  return (await search(name))[0]?.id;
}

async function doubts(state: string): Promise<{ area: string; case: string }[]> {
  return (await client.ok<{ rows: { area: string; case: string }[] }>('GET', `/api/records/doubts?state=${state}`))
    .rows;
}

/** A citizen number with its check digit (GB 11643, MOD 11-2). */
function citizen(first17: string): string {
  const total = [...first17].reduce((all, digit, i) => all + Number(digit) * (2 ** (17 - i) % 11), 0);
  return first17 + '10X98765432'[total % 11];
}
