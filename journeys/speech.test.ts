import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { checkAccessibility, listFindings } from '../web/kit/check-accessibility.ts';
import { freshPhone } from './support/client.ts';
import { DESK, withBrowser } from './support/open-browser.ts';
import { openConsole, settle } from './support/open-console.ts';
import { SamplePeople } from './support/sample-people.ts';

const url = inject('serverUrl');
const browser = withBrowser();

test('a hook and a sensor behind it are registered; what is shown to the technician is enough to be heard', async () => {
  const people = await SamplePeople.read(url);
  const [hook, sensor] = [`HOOK-${freshPhone()}`, `SENSOR-${freshPhone()}`];
  const desk = await browser.open(DESK);
  const page = await openConsole(url, desk, people.find('manager'), '/devices/list');

  await fill(page, { code: hook, name: '水务平台', kind: '网关', how: '通用 Webhook' });
  await page.locator('.ant-modal-footer .ant-btn-primary').click();
  const address = await page.getByRole('textbox', { name: 'HTTP 地址（POST）' }).inputValue();
  const secret = await page.getByRole('textbox', { name: '密码（密钥）' }).inputValue();
  await settle(page);
  // what axe finds, and names; the sizes of touch are for phones
  const found = listFindings(await checkAccessibility(page)).filter((line) => /^row [06]/.test(line));
  expect(found).toEqual([]);
  await page.getByRole('button', { name: '我已保存' }).click();

  await fill(page, { code: sensor, name: '下穿通道水位', kind: '积水监测', how: '在网关之后' });
  await page.getByRole('dialog').getByRole('combobox', { name: '所属网关' }).fill(hook);
  await page.locator('.ant-select-item-option', { hasText: hook }).click();
  await page.locator('.ant-modal-footer .ant-btn-primary').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  const said = await fetch(`${url}${new URL(address).pathname}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ device: sensor, values: { level: 3.5 } }),
  });
  expect(await said.json()).toEqual({ taken: 1, refused: [] });

  await page.goto(`${url}/console/devices/list?q=${hook}`);
  await page.getByRole('link', { name: '水务平台' }).click();
  await page.getByRole('button', { name: '接入设置' }).click();
  const hidden = page.getByRole('textbox', { name: '密码（密钥）' });
  await hidden.waitFor();
  expect(await page.content(), 'a secret is shown once').not.toContain(secret);
  await page.goto(`${url}/console/devices/list?q=${sensor}`);
  await page.getByRole('link', { name: '下穿通道水位' }).click();
  await page.locator('.dv-values', { hasText: '3.5' }).waitFor();
  expect(desk.faults).toEqual([]);
});

/** Fills the form up to its button. */
async function fill(page: Page, of: { code: string; name: string; kind: string; how: string }): Promise<void> {
  await page.getByRole('button', { name: '登记设备' }).click();
  const form = page.getByRole('dialog');
  await form.locator('#dv-code').fill(of.code);
  await form.locator('#dv-name').fill(of.name);
  await form.getByRole('combobox', { name: '设备类型' }).fill(of.kind);
  await page.locator('.ant-select-item-option').getByText(of.kind, { exact: true }).click();
  await form.getByRole('combobox', { name: '接入方式' }).click();
  await page.locator('.ant-select-item-option', { hasText: of.how }).click();
}
