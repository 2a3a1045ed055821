// From false alarms to a better threshold: the board's false ones, the advice, the trial on the past, the switch; and the
// past of a device looked at closer and taken away.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { checkAccessibility, listFindings } from '../web/kit/check-accessibility.ts';
import { DESK, withBrowser } from './support/open-browser.ts';
import { openConsole, settle } from './support/open-console.ts';
import { SamplePeople } from './support/sample-people.ts';

const url = inject('serverUrl');
const browser = withBrowser();

test('false alarms lead to advice, a trial and a threshold; the past of the device can be taken away', async () => {
  const people = await SamplePeople.read(url);
  const officer = people.find('district_desk');
  const client = await people.signIn(officer);
  const screen = await browser.open(DESK);
  const wrong: string[] = [];
  const check = async (page: Page, name: string) => {
    await settle(page);
    const findings = listFindings(await checkAccessibility(page)).filter((line) => /^row [06]/.test(line));
    wrong.push(...findings.map((line) => `${name}: ${line}`));
  };

  const page = await openConsole(url, screen, officer, '/devices/alarms');
  await page.getByRole('link', { name: '误报与规则试算' }).click();
  await page.locator('.tr-rates li', { hasText: '扬尘超标' }).getByRole('button', { name: '试算这条规则' }).click();
  await page.getByRole('button', { name: '试算这条建议' }).click();
  await page.getByRole('button', { name: /^试\s?算$/ }).click();
  await page.getByText('认定为误报的 3 条中，有 3 条不会再报').waitFor();
  await page.getByText('认定为属实的 2 条中，有 0 条会漏报').waitFor();
  await page.locator('.tr-chart svg').waitFor();
  await check(page, 'trial');
  // only one station shall be judged otherwise: others share this district
  const device = page.locator('.tr-list tbody tr').first().getByRole('link');
  const id = Number(/(\d+)$/.exec((await device.getAttribute('href')) ?? '')?.[1]);
  await device.click();
  await page.getByRole('link', { name: '用历史数据试算' }).click();
  await page.getByLabel('扬尘报警值').fill('340');
  await page.getByRole('button', { name: /^试\s?算$/ }).click();
  await page.getByRole('button', { name: '启用这些阈值' }).click();
  await page.getByRole('button', { name: /^启\s?用$/ }).click();
  await page.getByText('已启用，立即生效').waitFor();
  const { attributes } = await client.ok<{ attributes: { key: string; own: unknown }[] }>('GET', `/api/devices/${id}`);
  expect(attributes.find((one) => one.key === 'dust_limit')?.own).toBe(340);

  await page.locator('main').getByRole('link', { name: /^←/ }).click();
  await page.locator('.dv-figure svg').nth(2).waitFor();
  await page.locator('.dv-past-head').getByText('7 天').click();
  await page.getByRole('button', { name: '放大' }).click();
  await page.locator('.dv-past-span', { hasText: ' 至 ' }).waitFor();
  await check(page, 'device');
  await page.getByRole('button', { name: '回到现在' }).click();
  await page.getByRole('button', { name: /导\s?出/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/1 台设备，[\d,]+ 行/).waitFor();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: /^导\s?出$/ }).click();
  const file = await readFile(await (await download).path(), 'utf8');
  expect(file.split('\n')[0]).toContain('device,name,area,time,pm25,pm10');
  expect(file).toContain('+08:00');
  expect(wrong).toEqual([]);
  expect(screen.faults).toEqual([]);
  await screen.context.close();
});
