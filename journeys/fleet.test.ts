// The health of the fleet: from the picture to the device and to the case that looks after it, on the desk and a phone.
import { expect, inject, test } from 'vitest';
import { checkAccessibility, listFindings } from '../web/kit/check-accessibility.ts';
import { DESK, PHONE, withBrowser } from './support/open-browser.ts';
import { openConsole, settle } from './support/open-console.ts';
import { SamplePeople } from './support/sample-people.ts';

const url = inject('serverUrl');
const browser = withBrowser();

test('from a number of the fleet to its devices, from an issue to its case', async () => {
  const people = await SamplePeople.read(url);
  const officer = people.find('district_desk');
  const screen = await browser.open(DESK);
  const page = await openConsole(url, screen, officer, '/devices/fleet');
  const ill = page.locator('.fl-card', { hasText: '有问题' }).getByRole('link');
  await ill.waitFor();
  const wrong: string[] = [];
  const check = async (name: string) => {
    await settle(page);
    const findings = listFindings(await checkAccessibility(page)).filter((line) => /^row [06]/.test(line));
    wrong.push(...findings.map((line) => `${name}: ${line}`));
  };
  await check('fleet');
  const count = Number((await ill.textContent())?.replace(/\D/g, ''));
  await ill.click();
  await page.locator('.dv-filters .ant-tag', { hasText: '有问题' }).waitFor();
  await page.locator('.dv-scroll tbody tr').first().waitFor();
  expect(await page.locator('.dv-scroll tbody tr').count()).toBe(Math.min(50, count));

  await page.goBack();
  await page.getByRole('region', { name: '当前问题' }).getByRole('link', { name: '电量低' }).waitFor();
  await page.getByRole('region', { name: '电池还能用多久' }).getByRole('link', { name: '8–30 天' }).click();
  await page.getByRole('region', { name: '将耗尽的电池：8–30 天' }).locator('tbody tr').first().waitFor();
  expect(new URL(page.url()).search).toContain('list=batteries');
  await check('batteries');
  await page.locator('.fl-table tbody tr', { hasText: '/天' }).first().getByRole('link').click();
  const health = page.getByRole('region', { name: '健康' });
  await health
    .getByText(/约 \d+ 天后耗尽/)
    .first()
    .waitFor();
  await check('device');
  expect([...wrong, ...screen.faults]).toEqual([]);

  await openConsole(url, screen, officer, '/devices/fleet?kind=battery');
  const careCase = page.locator('.fl-issues li').first().getByRole('link', { name: '维护案卷' });
  await careCase.click();
  await page.waitForURL(/\/cases\/\d{16}/);
  await page
    .getByText(/电量低，剩/)
    .first()
    .waitFor();
  await screen.context.close();
});

test('the page of the fleet fits a phone, in English', async () => {
  const people = await SamplePeople.read(url);
  const screen = await browser.open(PHONE);
  await screen.page.addInitScript(() => localStorage.setItem('gewu-language', 'en'));
  const page = await openConsole(url, screen, people.find('district_desk'), '/devices/fleet?by=area');
  await page.locator('.fl-table tbody tr').first().waitFor();
  await settle(page);
  const findings = listFindings(await checkAccessibility(page)).filter((line) => /^row [06]/.test(line));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect([...findings, wide, ...screen.faults]).toEqual([false]);
  await screen.context.close();
});
