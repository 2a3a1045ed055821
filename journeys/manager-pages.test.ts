import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { findPlainFaults } from './support/find-plain-faults.ts';
import { DESK, withBrowser } from './support/open-browser.ts';
import { settle } from './support/open-console.ts';
import { SamplePeople } from './support/sample-people.ts';
import { withServer } from './support/with-server.ts';

// counts everything and changes limits: a district that no other test touches
const server = withServer();
const browser = withBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let account = '';

beforeAll(async () => {
  account = (await SamplePeople.read(server.url)).find('manager').account;
});

/** The desk of the district's manager at a page of it. */
async function openAs(
  path: string,
  size = DESK,
  language = 'zh-CN',
): Promise<{ page: Page; faults: string[]; close: () => Promise<void> }> {
  const { page, context, faults } = await browser.open(size);
  await page.addInitScript((chosen) => localStorage.setItem('gewu-language', chosen), language);
  await page.request.post(`${server.url}/api/sample/sign-in`, { data: { account }, headers: { origin: server.url } });
  await page.goto(`${server.url}/console${path}`);
  return { page, faults, close: () => context.close() };
}

async function findFaults(page: Page): Promise<string[]> {
  await settle(page); // a colour half-way through its transition is nobody's contrast
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await checker.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

const pages: [path: string, ready: string][] = [
  ['/indicators', '.rate-table .ant-table-row'],
  ['/indicators?by=month', '.rate-table .ant-table-row'],
  ['/manage/areas', '#area-name'],
  ['/manage/posts?post=1', '#post-holders'],
  ['/manage/posts?tab=people', '.ant-table-row'],
  ['/manage/catalogue', '.ant-table-row'],
  ['/manage/catalogue?matter=M06010', '.loop-state'],
  ['/manage/limits', '.limit-cell'],
  ['/manage/keys', '.ant-table'],
];

test.each([
  { size: DESK, language: 'zh-CN' },
  { size: { width: 1024, height: 768 }, language: 'en' },
])('every page of the manager is clean at $size.width in $language', async ({ size, language }) => {
  const wrong: string[] = [];
  const { page, faults, close } = await openAs('/desk', size, language);
  for (const [path, ready] of pages) {
    await page.goto(`${server.url}/console${path}`);
    await page.locator(ready).first().waitFor();
    const seen = [...(await findFaults(page)), ...(await findPlainFaults(page))];
    wrong.push(...seen.map((fault) => `${path} ${fault}`));
    expect(await page.locator('h1').count()).toBe(1);
  }
  await close();
  expect(faults).toEqual([]);
  expect(wrong).toEqual([]);
});

test('a number of the indicators opens exactly its cases', async () => {
  const { page, close } = await openAs('/indicators?by=unit');
  await page.locator('.rate-table .ant-table-row').first().waitFor();
  const links = await page.locator('.rate-table .ant-table-row .rate-parts a').all();
  const found = await Promise.all(
    links.map(async (link) => ({
      n: Number((await link.textContent())?.replace(',', '')),
      to: await link.getAttribute('href'),
    })),
  );
  // every list a page can show whole, so that its rows can be counted
  const some = found.filter(({ n }) => n > 0 && n < 40).slice(0, 6);
  expect(some.length).toBeGreaterThan(2);
  for (const { n, to } of some) {
    await page.goto(server.url + to);
    await page.locator('.case-row').first().waitFor();
    expect([to, await page.locator('.case-row').count()]).toEqual([to, n]);
  }
  await close();
});

test('a key is shown once, opens the API, and is dead when revoked', async () => {
  const { page, close } = await openAs('/manage/keys');
  await page.getByRole('button', { name: '新建密钥' }).click();
  await page.locator('#key-name').fill('旅程');
  await page.getByRole('button', { name: '创建' }).click();
  const key = (await page.locator('.secret code').textContent()) ?? '';
  await page.getByRole('button', { name: '我已保存' }).click();
  await page.locator('.secret').waitFor({ state: 'detached' });
  const ask = async () =>
    (await fetch(`${server.url}/api/cases?limit=1`, { headers: { authorization: `Bearer ${key}` } })).status;
  expect(await ask()).toBe(200);
  await page.getByRole('button', { name: '吊销 · 旅程' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: '吊销' }).click();
  await page.getByText('已吊销').first().waitFor();
  expect(await ask()).toBe(401);
  await close();
});

test('a limit is changed with its basis and keeps its history', async () => {
  const { page, close } = await openAs('/manage/limits');
  await page.getByRole('button', { name: /^处置，一般/ }).click();
  await page.locator('#limit-amount').fill('3');
  await page.locator('#limit-basis').fill('区政府会议纪要');
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: /^处置，一般：3 工作/ }).click();
  await page.locator('.history-list li').nth(1).waitFor();
  expect(await page.locator('.history-list').textContent()).toContain('区政府会议纪要');
  await close();
});

test('the report of a street office is an Excel file', async () => {
  const { page, close } = await openAs('/indicators');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载街道上报表' }).click();
  // the browser may name the file before the answer's head has come: the name is looked for in the answer itself
  const answer = await page.request.get((await download).url());
  expect(answer.status()).toBe(200);
  const name = /filename\*=UTF-8''([^;]+)/.exec(answer.headers()['content-disposition'] ?? '')?.[1] ?? '';
  expect(decodeURIComponent(name)).toMatch(/^案件办理情况统计表-.*\.xlsx$/);
  expect((await answer.body()).subarray(0, 2).toString()).toBe('PK');
  await close();
});
