import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { signInAsResident } from './support/client.ts';
import { makePhoto } from './support/make-photo.ts';
import { PHONE, withBrowser } from './support/open-browser.ts';
import { findGridWorker, type GridWorker, loseAnswers, openField, restartField } from './support/open-field.ts';
import { SamplePeople } from './support/sample-people.ts';

const url = inject('serverUrl');
const browser = withBrowser();
type Step = { act: string; toState: string; note: string | null; files: string[] };
type Receipt = { number: string };
type Row = { number: string; state: string; source: string; title: string };

async function reportAt({ place }: GridWorker, description: string): Promise<string> {
  const resident = await signInAsResident(url);
  const body = { actId: crypto.randomUUID(), description, lon: place.lon, lat: place.lat, place: '2号楼下' };
  return (await resident.ok<Receipt>('POST', '/api/cases', body)).number;
}

async function takePhoto(page: Page, group: string): Promise<void> {
  const box = page.getByRole('group', { name: group });
  await box
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await makePhoto() });
  await box.locator('.f-photos img').first().waitFor();
}

async function stepsOf(worker: GridWorker, number: string): Promise<Step[]> {
  return worker.client.ok<Step[]>('GET', `/api/cases/${number}/steps`);
}

/** Whether the phone keeps the last part of a case, so that all of it is there without network. */
function keepsSteps(number: string): Promise<boolean> {
  return new Promise((resolve) => {
    const open = indexedDB.open('gewu-field');
    open.onsuccess = () => {
      const keys = open.result.transaction('facts').objectStore('facts').getAllKeys();
      keys.onsuccess = () => {
        open.result.close();
        resolve(keys.result.some((key) => String(key).endsWith(`/steps/${number}`)));
      };
    };
  });
}

async function fillAndSend(page: Page, text: string): Promise<void> {
  await page.locator('.kit-form textarea').fill(text);
  await page.locator('.kit-submit').click();
  await page.locator('.f-title').waitFor();
}

test('a whole case without network: kept over a restart, sent in order over a bad network, each act once', async () => {
  const worker = await findGridWorker(url);
  const screen = await browser.open(PHONE);
  let page = await openField(url, screen, worker);
  const number = await reportAt(worker, '下水道堵了，污水外溢');
  // it came without reloading, and it is kept for the dead spot that follows
  await page.locator('.f-toast').getByText('新任务').waitFor();
  await expect.poll(() => page.evaluate(keepsSteps, number), { timeout: 60_000 }).toBe(true);
  await screen.context.setOffline(true);
  page = await restartField(url, screen.context, page);

  await page.locator(`a[href$="/case/${number}"]`).first().click();
  await page.getByRole('button', { name: '自行处置' }).click();
  await page.getByRole('button', { name: '处置完毕' }).click();
  await takePhoto(page, '处理前照片（可不拍）');
  await takePhoto(page, '处理后照片 至少 1 张');
  await fillAndSend(page, '已疏通');
  await page.getByRole('button', { name: '反馈' }).click();
  await fillAndSend(page, '已疏通，谢谢反映。');
  await page.getByText('手机里有 4 步待发').waitFor();

  page = await restartField(url, screen.context, page, '/outbox');
  await expect.poll(() => page.locator('article').count()).toBe(4);
  expect((await stepsOf(worker, number)).map((step) => step.act)).toEqual(['report']);

  await page.addInitScript(loseAnswers, { ending: '/acts', times: 4 });
  await screen.context.setOffline(false);
  await page.reload();
  await expect.poll(() => page.locator('.f-list .line').count(), { timeout: 60_000 }).toBe(4);
  const steps = await stepsOf(worker, number);
  expect(steps.map((step) => [step.act, step.files.length])).toEqual([
    ['report', 0],
    ['self_handle', 0],
    ['note', 1],
    ['finish', 1],
    ['feed_back', 0],
  ]);
  expect(screen.faults).toEqual([]);
  await screen.context.close();
});

test('a finding on patrol, dealt with on the spot without network, becomes one case', async () => {
  const worker = await findGridWorker(url, 1);
  const screen = await browser.open(PHONE);
  let page = await openField(url, screen, worker);
  await page.locator('.f-tabs').getByText('上报').click();
  await page.getByRole('button', { name: '暴露垃圾' }).waitFor();
  await screen.context.setOffline(true);
  await takePhoto(page, '先拍一张照片 至少 1 张');
  await page.getByRole('button', { name: '暴露垃圾' }).click();
  await page.getByLabel('说几句').fill('楼后一堆纸箱');

  // the draft is there after a restart, photo and all
  page = await restartField(url, screen.context, page, '/report');
  await page
    .getByRole('button', { name: /楼后一堆纸箱|暴露垃圾/ })
    .first()
    .click();
  await page.getByRole('group', { name: '先拍一张照片' }).locator('img').waitFor();
  await page.locator('.f-foot .primary').click();
  await page.getByText('请定位、在地图上点，或写地址。').waitFor();
  await page.getByRole('button', { name: '我的位置' }).click();
  await page.getByText('已定位').waitFor();
  await page.getByRole('button', { name: '我当场办好了' }).click();
  await takePhoto(page, '处理后照片 至少 1 张');
  await page.getByLabel('怎么办的').fill('已清走');
  await page.locator('.f-foot .primary').click();
  await page
    .getByText('已存好')
    .or(page.getByText('已上报', { exact: true }))
    .first()
    .waitFor();

  await page.addInitScript(loseAnswers, { ending: '/cases', times: 2 });
  await screen.context.setOffline(false);
  await page.goto(`${url}/field/outbox`);
  await page.getByText('当场办结').waitFor();
  const sent = async () => {
    const { rows } = await worker.client.ok<{ rows: Row[] }>('GET', '/api/cases?view=reported&sort=opened');
    const found = await Promise.all(rows.map(async (row) => ({ row, steps: await stepsOf(worker, row.number) })));
    return found.filter(({ steps }) => steps[0]?.files.length === 1 && steps.some((step) => step.note === '已清走'));
  };
  await expect.poll(async () => (await sent()).length, { timeout: 60_000, interval: 500 }).toBe(1);
  const [settled] = await sent();
  expect(settled?.steps.map((step) => step.act)).toEqual(['report', 'settle']);
  expect(settled?.row).toMatchObject({ state: 'verifying', source: 'patrol' });
  const { rows } = await worker.client.ok<{ rows: Row[] }>('GET', '/api/cases?view=reported&sort=opened');
  expect(rows.filter((row) => row.title === settled?.row.title)).toHaveLength(1);
  expect(screen.faults).toEqual([]);
  await screen.context.close();
});

test('an act refused because somebody was first stays to be seen, and goes only when the worker says so', async () => {
  const worker = await findGridWorker(url, 2);
  const number = await reportAt(worker, '楼道灯不亮');
  const screen = await browser.open(PHONE);
  const page = await openField(url, screen, worker);
  await page.locator(`a[href$="/case/${number}"]`).first().click();
  await page.getByRole('button', { name: '自行处置' }).waitFor();
  await screen.context.setOffline(true);
  await page.getByRole('button', { name: '自行处置' }).click();
  await page.getByText('手机里有 1 步待发').waitFor();

  const people = await SamplePeople.read(url);
  const desk = await people.signIn(people.over('duty_officer', worker.person.area));
  const { seq } = await desk.ok<{ seq: number }>('GET', `/api/cases/${number}`);
  await desk.ok('POST', `/api/cases/${number}/acts`, {
    actId: crypto.randomUUID(),
    act: 'void',
    seq,
    note: '重复上报',
  });

  await screen.context.setOffline(false);
  await page.goto(`${url}/field/outbox`);
  await page.getByText('没发成，要您处理').waitFor();
  await page.getByText('这件事现在是“作废”').or(page.getByText('这件事现在是“已作废”')).waitFor();
  await page.reload();
  await page.getByRole('link', { name: '改一改再发' }).click();
  await page.locator('.kit-submit').click();
  await page.getByText('没发成，要您处理').waitFor();
  await page.getByRole('button', { name: '不要了' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '留着' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('没发成，要您处理').waitFor();
  await page.getByRole('button', { name: '不要了' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '不要了' }).click();
  await page.getByText('没有要发的').waitFor();
  expect((await stepsOf(worker, number)).map((step) => step.act)).toEqual(['report', 'void']);
  expect(screen.faults).toEqual([]);
  await screen.context.close();
});
