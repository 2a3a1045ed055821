// A matter travels the whole loop through the faces: a resident reports on a phone, the duty officer files and dispatches
// it, a department handles it, the officer verifies, and the resident confirms and rates, seeing every node live.
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { freshPhone, signInAsResident } from './support/client.ts';
import { makePhoto } from './support/make-photo.ts';
import { DESK, PHONE, withBrowser } from './support/open-browser.ts';
import { openConsole } from './support/open-console.ts';
import { findGridWorker } from './support/open-field.ts';
import { SamplePeople } from './support/sample-people.ts';

const url = inject('serverUrl');
const browser = withBrowser();

test('from the report to the rating, with every node on record', { timeout: 240_000 }, async () => {
  const { place } = await findGridWorker(url, 5);
  const phone = freshPhone();
  const resident = await browser.open(PHONE);
  await resident.context.setGeolocation({ longitude: place.lon, latitude: place.lat, accuracy: 8 });
  const number = await report(resident.page, phone);
  const client = await signInAsResident(url, phone);
  const { area } = await client.ok<{ area: string }>('GET', `/api/cases/${number}`);

  const people = await SamplePeople.read(url);
  const officer = await browser.open(DESK);
  const desk = await openConsole(url, officer, people.over('duty_officer', area), `/cases/${number}`);
  await act(desk, '受理立案');
  await shows(resident.page, '待派遣');
  await act(desk, '派遣', async (drawer) => {
    await drawer.locator('#act-target').fill('城市管理');
    await desk.locator('.ant-select-item-option').first().click();
  });
  await shows(resident.page, '待接收');

  const handler = people.find('department_desk', ({ organisation }) => organisation.includes('城市管理'));
  const department = await browser.open(DESK);
  const unit = await openConsole(url, department, handler, `/cases/${number}`);
  await act(unit, '接单处置');
  await shows(resident.page, '处置中');
  await act(unit, '处置完毕', async (drawer) => {
    await drawer.getByLabel('处置措施').fill('已更换灯头，恢复照明');
    await drawer
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'after.jpg', mimeType: 'image/jpeg', buffer: await makePhoto() });
    await drawer.locator('img').first().waitFor();
  });
  await act(unit, '反馈', (drawer) => drawer.getByLabel('给上报人的答复').fill('路灯已修好，请查看。'));
  await shows(resident.page, '待核查');

  await desk.reload();
  await act(desk, '核查通过', async (drawer) => {
    await drawer.locator('#act-method').click();
    await desk
      .locator('.ant-select-item-option')
      .getByText('现场')
      .or(desk.getByText('现场', { exact: true }))
      .first()
      .click();
  });
  await shows(resident.page, '待评价');
  await confirm(resident.page);
  await expect.poll(() => stateOf(client, number)).toMatchObject({ state: 'closed', rating: 5, solved: true });

  const steps = await client.ok<{ act: string; who: object }[]>('GET', `/api/cases/${number}/steps`);
  const acts = ['report', 'accept', 'dispatch', 'take', 'finish', 'feed_back', 'verify_pass', 'confirm_result'];
  expect(steps.map((step) => step.act)).toEqual(acts);
  for (const { page, context, faults } of [resident, officer, department]) {
    expect(faults, page.url()).toEqual([]);
    await context.close();
  }
});

async function report(page: Page, phone: string): Promise<string> {
  await page.goto(`${url}/resident/`);
  await page.locator('#phone').fill(phone);
  await page.locator('button[type=submit]').click();
  const hint = await page.locator('#sign-in-sent').textContent();
  await page.locator('#code').fill(/\d{6}/.exec(hint ?? '')?.[0] ?? '');
  await page.locator('button[type=submit]').click();
  await page.locator('.r-hero').waitFor();
  await page.goto(`${url}/resident/report`);
  await page.locator('#report-text').fill(`楼道口的灯坏了三天 ${phone}`);
  await page.locator('#report-place').click();
  await page.locator('.r-picked').waitFor();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '发送上报' }).click();
  await page.getByText('已收到').waitFor();
  return /cases\/(\d+)/.exec(page.url())?.[1] ?? '';
}

/** Chooses an act on the case page of the desk, fills its form and sends it. */
async function act(
  page: Page,
  name: string,
  fill?: (drawer: ReturnType<Page['locator']>) => Promise<unknown>,
): Promise<void> {
  await page.locator('.act-bar').getByRole('button', { name }).click();
  const drawer = page.locator('.ant-drawer-content, .ant-drawer-section').last();
  const done = page.locator('.ant-message').getByText(name);
  // an act without a form goes at once, and its word is gone after some seconds: look for both from the start
  const asked = drawer.waitFor().then(() => true);
  const told = done
    .first()
    .waitFor()
    .then(() => false);
  const asks = await Promise.race([asked, told]);
  for (const late of [asked, told]) late.catch(() => undefined);
  if (!asks) return;
  await fill?.(drawer);
  await page.locator('.ant-drawer-footer .ant-btn-primary').click();
  await done.first().waitFor();
}

/** The resident's page tells the new state by itself. */
async function shows(page: Page, state: string): Promise<void> {
  await page.getByText(state).first().waitFor();
}

async function confirm(page: Page): Promise<void> {
  await page.locator('.r-acts').getByRole('link', { name: '确认并评价' }).click();
  await page.locator('.kit-form').waitFor();
  await page.getByRole('radio', { name: '是', exact: true }).check();
  await page.getByRole('radio', { name: /5/ }).check();
  await page.locator('.kit-submit').click();
  await page.getByText('已提交').waitFor();
}

function stateOf(client: { ok<T>(method: string, path: string): Promise<T> }, number: string): Promise<object> {
  return client.ok('GET', `/api/cases/${number}`);
}
