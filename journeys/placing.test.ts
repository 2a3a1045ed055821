import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { checkAccessibility, listFindings } from '../web/kit/check-accessibility.ts';
import { freshPhone } from './support/client.ts';
import { DESK, PHONE, withBrowser } from './support/open-browser.ts';
import { openConsole, settle } from './support/open-console.ts';
import { findGridWorker, openField } from './support/open-field.ts';
import { SamplePeople } from './support/sample-people.ts';

const url = inject('serverUrl');
const browser = withBrowser();
/** What the norm asks of desks: no faults that axe finds, and contrast. */
const OF_DESKS = /^row [06]/;

test('a device from stock is scanned, hung up without network, placed once it is sent, and heard; another is claimed', async () => {
  const worker = await findGridWorker(url, 5);
  const people = await SamplePeople.read(url);
  const manager = await people.signIn(people.find('manager'));
  const code = `STOCK-${freshPhone()}`;
  const stranger = `NEW-${freshPhone()}`;
  const { id, token } = await manager.ok<{ id: number; token: string }>('POST', '/api/devices', {
    code,
    name: '库存烟感',
    profile: 'smoke',
    area: worker.person.area.slice(0, 12),
  });
  await worker.client.ok('POST', '/api/devices/claims/ask', { code: stranger, maker: '样例厂', ...worker.place });

  const wrong: string[] = [];
  const check = async (name: string, page: Page, rows = /^row/) => {
    const findings = listFindings(await checkAccessibility(page)).filter((line) => rows.test(line));
    wrong.push(...findings.map((line) => `${name}: ${line}`));
    if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth))
      wrong.push(`${name}: wider than the screen`);
  };

  const field = await browser.open(PHONE);
  const { page } = field;
  await page.addInitScript((sn) => {
    // the packaged browser reads no codes: what Android's would find in a photo of the label
    Object.assign(window, {
      BarcodeDetector: class {
        detect = async () => [{ rawValue: JSON.stringify({ sn, vendor: '样例厂', model: 'S2' }) }];
      },
    });
  }, code);
  await openField(url, field, worker);
  await page.getByRole('button', { name: '设备' }).click();
  await page.getByRole('button', { name: '扫一扫设备' }).click();
  await page
    .locator('.f-sheet input[type=file]')
    .setInputFiles({ name: 'label.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('a photo') });
  await page.getByRole('heading', { name: '库存烟感' }).waitFor();
  await page.getByRole('button', { name: '我的位置' }).click();
  await page.locator('fieldset [role=status]', { hasText: '米' }).waitFor();
  await page.getByText('正在打开…').waitFor({ state: 'detached' });
  await check('mount', page);

  await field.context.setOffline(true);
  await page.getByRole('button', { name: '安装完成' }).click();
  await page.getByText('已存好，有网自动发送').waitFor();
  await field.context.setOffline(false);
  await page.locator('.f-alert.good', { hasText: '已安装' }).waitFor();
  await page.getByRole('link', { name: '去现场测试' }).click();
  await page.getByRole('button', { name: '开始测试' }).click();
  const said = await fetch(`${url}/api/v1/${token}/telemetry`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ test: true, smoke: 0.02, battery: 90 }),
  });
  expect(said.status).toBe(200);
  await page.locator('.f-alert.good', { hasText: '自检' }).waitFor();
  await check('device', page);

  type Placing = { placedBy: string; acts: { act: string }[] };
  expect(await manager.ok<Placing>('GET', `/api/devices/${id}/placing`)).toMatchObject({
    placedBy: 'location',
    acts: [{ act: 'mount' }],
  });
  expect(await manager.ok('GET', `/api/devices/${id}`)).toMatchObject({ area: worker.person.area, model: 'S2' });

  const desk = await browser.open(DESK);
  await openConsole(url, desk, people.find('manager'), '/devices/claims');
  const row = desk.page.locator('.cl-item', { hasText: stranger });
  await row.getByRole('button', { name: '认领' }).click();
  await desk.page.getByLabel('名称').fill('新到烟感');
  await desk.page.locator('.ant-modal').getByRole('combobox', { name: '设备类型' }).fill('烟感');
  await desk.page.locator('.ant-select-item', { hasText: '烟感' }).first().click();
  await desk.page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').waitFor({ state: 'detached' });
  await check('claim', desk.page, OF_DESKS);
  await desk.page.locator('.ant-modal-footer .ant-btn-primary').click();
  await row.waitFor({ state: 'detached' });
  await desk.page.goto(`${url}/console/devices/list?q=${stranger}`);
  await desk.page.getByRole('link', { name: '新到烟感' }).click();
  await desk.page.getByRole('heading', { name: '新到烟感' }).waitFor();
  await settle(desk.page);
  await check('placed', desk.page, OF_DESKS);
  expect(wrong).toEqual([]);
  expect([...field.faults, ...desk.faults]).toEqual([]);
});
