// A firmware from the manager's file to a plan in stages and its stop, in a browser; the pages free of faults.
import { createHash, randomInt } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { checkAccessibility, listFindings } from '../web/kit/check-accessibility.ts';
import { DESK, PHONE, withBrowser } from './support/open-browser.ts';
import { openConsole, settle } from './support/open-console.ts';
import { SamplePeople } from './support/sample-people.ts';

const url = inject('serverUrl');
const browser = withBrowser();

test('a firmware is brought, its devices are counted, it goes in stages and is stopped', async () => {
  const people = await SamplePeople.read(url);
  const manager = people.find('manager');
  const version = `9.${randomInt(1_000_000)}`;
  const content = Buffer.alloc(50_000, 'firmware of a journey');
  const desk = await browser.open(DESK);
  const page = await openConsole(url, desk, manager, '/devices/rollouts');
  await page.getByRole('button', { name: '上传升级包' }).click();
  const form = page.getByRole('dialog');
  await form.locator('#ro-title').fill('JourneyFW');
  await form.locator('#ro-version').fill(version);
  await form.getByRole('combobox', { name: '设备类型' }).fill('烟感');
  await page.locator('.ant-select-item-option').first().click();
  await form.locator('input[type=file]').setInputFiles({ name: 'journey.bin', mimeType: '', buffer: content });
  await form.getByRole('button', { name: /保\s*存/ }).click();
  const row = page.locator('tr', { hasText: `JourneyFW ${version}` });
  await row.waitFor();
  expect(await row.textContent()).toContain(createHash('sha256').update(content).digest('hex'));

  await row.getByRole('button', { name: '发起升级' }).click();
  const plan = page.getByRole('dialog', { name: /发起升级/ });
  await plan.getByText(/共 \d+ 台设备需要升级/).waitFor();
  const count = Number(/共 (\d+) 台/.exec((await plan.locator('.ro-count').textContent()) ?? '')?.[1]);
  expect(count).toBeGreaterThan(0);
  if (count > 100) await plan.locator('#ro-typed').fill(String(count));
  await plan.getByRole('button', { name: '开始升级' }).click();
  await page.waitForURL(/rollouts\/\d+$/);
  await page.getByText('进行中').first().waitFor();
  await page.getByRole('button', { name: /^停\s*止$/ }).click();
  await page
    .locator('.ant-popconfirm')
    .getByRole('button', { name: /^停\s*止$/ })
    .click();
  await page.getByText('已停止').first().waitFor();
  const id = /(\d+)$/.exec(page.url())?.[1];

  const client = await people.signIn(manager);
  const { counts, course } = await client.ok<{
    counts: { phase: string; devices: number }[];
    course: { change: string }[];
  }>('GET', `/api/devices/rollouts/${id}`);
  expect(counts.reduce((sum, one) => sum + one.devices, 0)).toBe(count);
  expect(counts.map(({ phase }) => phase)).not.toContain('offered');
  expect(course.map(({ change }) => change)).toEqual(['stopped', 'started']);
  const outsider = await people.signIn(people.find('street_desk'));
  expect((await outsider.call('GET', `/api/devices/rollouts/${id}`)).status).toBe(404);

  const wrong = [...desk.faults];
  await desk.context.close();
  for (const [size, language] of [
    [DESK, 'zh-CN'],
    [PHONE, 'en'],
  ] as const) {
    const screen = await browser.open(size);
    await screen.page.addInitScript((chosen) => localStorage.setItem('gewu-language', chosen), language);
    for (const path of ['', '?show=packages', `/${id}`]) {
      const shown = await openConsole(url, screen, manager, `/devices/rollouts${path}`);
      await settle(shown);
      const found = listFindings(await checkAccessibility(shown)).filter((line) => /^row [06]/.test(line));
      const wide = await shown.evaluate(() =>
        [...document.querySelectorAll('.page')].some((one) => one.scrollWidth > one.clientWidth + 1),
      );
      wrong.push(...found.map((line) => `${path}: ${line}`), ...(wide ? [`${path}: wider than its place`] : []));
    }
    wrong.push(...screen.faults);
    await screen.context.close();
  }
  expect(wrong).toEqual([]);
});
