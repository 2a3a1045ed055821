import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { type Client, freshPhone, signInAsResident } from './support/client.ts';
import { makePhoto } from './support/make-photo.ts';
import { PHONE, withBrowser } from './support/open-browser.ts';
import { SamplePeople } from './support/sample-people.ts';

const url = inject('serverUrl');
const browser = withBrowser();
type Row = { number: string; title: string; state: string; seq: number; area: string };
type List = { rows: Row[] };

/** A phone in the hand of a new resident, and the same resident's way to the API. */
async function openPhone(): Promise<{ page: Page; client: Client; close: () => Promise<void> }> {
  const phone = freshPhone();
  const { page, context } = await browser.open(PHONE);
  await page.goto(`${url}/resident/`);
  await page.locator('#phone').fill(phone);
  await page.locator('button[type=submit]').click();
  const hint = await page.locator('#sign-in-sent').textContent();
  await page.locator('#code').fill(/\d{6}/.exec(hint ?? '')?.[0] ?? '');
  await page.locator('button[type=submit]').click();
  await page.locator('.r-hero').waitFor();
  return { page, client: await signInAsResident(url, phone), close: () => context.close() };
}

async function fillReport(page: Page, text: string): Promise<void> {
  await page.goto(`${url}/resident/report`);
  await page.locator('#report-text').fill(text);
  await page.locator('#report-place').click();
  await page.locator('.r-picked').waitFor();
}

async function sendReport(page: Page): Promise<string> {
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '发送上报' }).click();
  await page.getByText('已收到').waitFor();
  return /cases\/(\d+)/.exec(page.url())?.[1] ?? '';
}

test('a report whose answers get lost is sent again and again and becomes one case', async () => {
  const { page, client, close } = await openPhone();
  await fillReport(page, '垃圾桶满了，没人清运');
  await page.setInputFiles('input[type=file]', {
    name: 'bin.jpg',
    mimeType: 'image/jpeg',
    buffer: await makePhoto(),
  });
  await page.locator('.r-photo img').waitFor();
  let lost = 0;
  await page.route('**/api/cases', async (route) => {
    if (route.request().method() !== 'POST' || lost >= 4) return route.continue();
    lost++;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.getByRole('button', { name: '下一步' }).click();
  for (let turn = 1; turn <= 4; turn++) {
    await page.getByRole('button', { name: '发送上报' }).click();
    await page.getByText('再发不会重复').waitFor();
    await expect.poll(() => lost).toBe(turn);
  }
  await page.getByRole('button', { name: '发送上报' }).click();
  await page.getByText('已收到').waitFor();
  const { rows } = await client.ok<List>('GET', '/api/cases');
  expect(rows).toHaveLength(1);
  const detail = await client.ok<{ files: unknown[] }>('GET', `/api/cases/${rows[0]?.number}`);
  expect(detail.files).toHaveLength(1);
  await close();
});

test('a report changed after its first try got lost is told apart, not doubled', async () => {
  const { page, client, close } = await openPhone();
  await fillReport(page, '路面有坑');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.route(
    '**/api/cases',
    async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    },
    { times: 1 },
  );
  await page.getByRole('button', { name: '发送上报' }).click();
  await page.getByText('再发不会重复').waitFor();
  await page.getByRole('button', { name: '返回' }).click();
  await page.locator('#report-text').fill('路面有坑，很深');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '发送上报' }).click();
  await page.waitForURL('**/resident/cases');
  await page.getByText('路面有坑').waitFor();
  expect((await client.ok<List>('GET', '/api/cases')).rows).toHaveLength(1);
  await page.goto(`${url}/resident/report`);
  expect(await page.locator('#report-text').inputValue()).toBe('');
  await close();
});

test('a draft with its photo waits on the phone', async () => {
  const { page, close } = await openPhone();
  await fillReport(page, '树枝挡住了红绿灯');
  await page.setInputFiles('input[type=file]', {
    name: 'tree.jpg',
    mimeType: 'image/jpeg',
    buffer: await makePhoto(),
  });
  await page.locator('.r-photo img').waitFor();
  await page.getByRole('switch', { name: /匿名/ }).check();
  await page.goto(`${url}/resident/notices`);
  await page.goto(`${url}/resident/report`);
  expect(await page.locator('#report-text').inputValue()).toBe('树枝挡住了红绿灯');
  await page.locator('.r-photo img').waitFor();
  await page.locator('.r-picked').waitFor();
  expect(await page.getByRole('switch', { name: /匿名/ }).isChecked()).toBe(true);
  await page.goto(`${url}/resident/settings`);
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.locator('#phone').waitFor();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('gewu-report')))).toEqual(
    [],
  );
  await close();
});

test('the same matter near by is joined instead of reported twice', async () => {
  const first = await signInAsResident(url);
  const matters = await first.ok<{ key: string; name: { zh: string }; active: boolean }[]>(
    'GET',
    '/api/catalogue/matters',
  );
  const matter = matters.find(({ name, active }) => active && name.zh === '路灯');
  const actId = crypto.randomUUID();
  const place = { lon: 108.7, lat: 34.34 };
  const { number } = await first.ok<Row>('POST', '/api/cases', {
    actId,
    description: '路灯坏了',
    matter: matter?.key,
    ...place,
  });

  const { page, client, close } = await openPhone();
  await fillReport(page, '这里的路灯不亮');
  await page.getByRole('radio', { name: '路灯', exact: true }).check();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '同样的事' }).first().click();
  await page.getByText('已关注').waitFor();
  expect(page.url()).toContain(`/cases/${number}`);
  const { rows } = await client.ok<List>('GET', '/api/cases');
  expect(rows.map((row) => row.number)).toEqual([number]);
  expect((await client.ok<{ followers: number }>('GET', `/api/cases/${number}`)).followers).toBe(1);
  await close();
});

test('every node shows live, an answer is asked and given, and whoever is late is told', async () => {
  const { page, client, close } = await openPhone();
  await fillReport(page, '下水道堵了');
  const number = await sendReport(page);
  const { area } = await client.ok<Row>('GET', `/api/cases/${number}`);
  const people = await SamplePeople.read(url);
  const desk = await people.signIn(people.over('duty_officer', area));
  const act = async (name: string, body: object = {}) => {
    const { seq } = await desk.ok<Row>('GET', `/api/cases/${number}`);
    return desk.ok('POST', `/api/cases/${number}/acts`, { actId: crypto.randomUUID(), act: name, seq, ...body });
  };
  await act('ask_more', { note: '是哪一个井口？' });
  await page.getByText('待补充').first().waitFor();
  await page.locator('.r-answer').getByText('是哪一个井口？').waitFor();

  await page.locator('.r-acts').getByRole('link', { name: '补充', exact: true }).click();
  await page.getByLabel('说明').fill('东');
  await page.getByRole('button', { name: '补充', exact: true }).click();
  await page.getByText('至少 2 个字').waitFor();
  await page.getByLabel('说明').fill('东门外第二个');
  await page.reload();
  expect(await page.getByLabel('说明').inputValue()).toBe('东门外第二个');
  await page.getByRole('button', { name: '补充', exact: true }).click();
  await page.getByText('已提交').waitFor();
  await page.locator('.r-timeline').getByText('东门外第二个').waitFor();

  await page.getByRole('link', { name: '撤回' }).click();
  await page.getByRole('button', { name: '撤回' }).waitFor();
  await act('void', { note: '已有同样的事在办' });
  await page.getByText('现在不能做这一步').waitFor();
  await close();
});

test('a report is written, placed and sent by keyboard alone', async () => {
  const { page, client, close } = await openPhone();
  /** Presses Tab until the focus is on what is looked for. */
  const tabTo = async (selector: string) => {
    for (let turn = 0; turn < 60; turn++) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`The keyboard does not reach ${selector}`);
  };
  await tabTo('.r-hero');
  await page.keyboard.press('Enter');
  await page.locator('#report-text').waitFor();
  await tabTo('#report-text');
  await page.keyboard.type('楼道里堆满了杂物');
  await tabTo('[aria-expanded]');
  await page.keyboard.press('Enter');
  await page.locator('.maplibregl-canvas').waitFor();
  await tabTo('.maplibregl-canvas');
  await expect
    .poll(
      async () => {
        await page.keyboard.press('Enter');
        return page.locator('.r-picked').isVisible();
      },
      { timeout: 15_000 },
    )
    .toBe(true);
  await tabTo('.r-form > button[type=submit]');
  await page.keyboard.press('Enter');
  await page.locator('#look').waitFor();
  await tabTo('.r-primary');
  await page.keyboard.press('Enter');
  await page.getByText('已收到').waitFor();
  expect((await client.ok<List>('GET', '/api/cases')).rows).toHaveLength(1);
  await close();
});
