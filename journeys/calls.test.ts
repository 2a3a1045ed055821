import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { checkAccessibility, listFindings } from '../web/kit/check-accessibility.ts';
import { type Client, freshPhone, signInAsResident } from './support/client.ts';
import { PHONE, withBrowser } from './support/open-browser.ts';
import { findGridWorker, type GridWorker, openField } from './support/open-field.ts';
import { SamplePeople } from './support/sample-people.ts';

const url = inject('serverUrl');
const browser = withBrowser();

type Placed = { id: number; code: string; say(values: object): Promise<void> };

/** A smoke alarm in the worker's grid, with the household's phone as its contact. */
async function placeAlarm(manager: Client, worker: GridWorker, mother: Client, phone: string): Promise<Placed> {
  const code = `CALL-${freshPhone()}`;
  const { id, token } = await manager.ok<{ id: number; token: string }>('POST', '/api/devices', {
    code,
    name: '201 室烟感',
    profile: 'smoke',
    area: worker.person.area,
    ...worker.place,
    place: '3 号楼 1 单元 201',
  });
  await manager.ok('POST', `/api/devices/${id}/contacts`, { phone, role: 'household' });
  await mother.ok('POST', `/api/devices/own/${id}`, { yes: true });
  const say = async (values: object) => {
    const answer = await fetch(`${url}/api/v1/${token}/telemetry`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(values),
    });
    expect(answer.status).toBe(200);
  };
  return { id, code, say };
}

test('a device is found and tested on the spot; its alarm fills both phones until one has seen it', async () => {
  const worker = await findGridWorker(url, 4);
  const people = await SamplePeople.read(url);
  const phone = freshPhone();
  const mother = await signInAsResident(url, phone);
  const alarm = await placeAlarm(await people.signIn(people.find('manager')), worker, mother, phone);
  await alarm.say({ smoke: 0.02, temperature: 22, battery: 80, alarm: false });

  const wrong: string[] = [];
  const check = async (name: string, page: Page) => {
    // the norm forbids windows that nobody asked for; a danger to life is the one that may open by itself
    const findings = listFindings(await checkAccessibility(page)).filter((line) => !line.includes('— dialog.kit-call'));
    wrong.push(...findings.map((line) => `${name}: ${line}`));
    if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth))
      wrong.push(`${name}: wider than the phone`);
  };

  const field = await browser.open(PHONE);
  await field.page.addInitScript((code) => {
    // the packaged browser reads no codes: what Android's would find in a photo of the label
    Object.assign(window, {
      BarcodeDetector: class {
        detect = async () => [{ rawValue: `SN: ${code}` }];
      },
    });
  }, alarm.code);
  await openField(url, field, worker);
  await field.page.getByRole('button', { name: '设备' }).click();
  await field.page.locator('.f-task').first().waitFor();
  await check('devices', field.page);
  await field.page.getByRole('button', { name: '扫一扫设备' }).click();
  await field.page
    .locator('.f-sheet input[type=file]')
    .setInputFiles({ name: 'label.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('a photo') });
  await field.page.getByRole('button', { name: '开始测试' }).click();
  await alarm.say({ test: true });
  await field.page.locator('.f-alert.good', { hasText: '自检' }).waitFor();
  await check('device', field.page);

  const home = await browser.open(PHONE);
  await home.context.addCookies(
    (mother.headers.cookie ?? '').split('; ').map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return { name, value: value.join('='), url };
    }),
  );
  await home.page.goto(`${url}/resident/alarms`);
  await home.page.locator('.r-done').waitFor();
  await check('alarms', home.page);

  await alarm.say({ smoke: 0.9, temperature: 60, alarm: true, test: false });
  await Promise.all([field, home].map(({ page }) => page.locator('.kit-call').waitFor({ timeout: 5_000 })));
  await check('call, field', field.page);
  await check('call, resident', home.page);
  await home.page.locator('.kit-call-seen').click();
  await field.page.locator('.kit-call').waitFor({ state: 'detached', timeout: 5_000 });
  await home.page.getByText('您已知晓').waitFor();

  type Call = { device: number; open: boolean; shownAt: string | null; acknowledgedBy: { own: boolean } | null };
  const { rows } = await worker.client.ok<{ rows: Call[] }>('GET', '/api/devices/calls');
  expect(rows.find((call) => call.device === alarm.id)).toMatchObject({
    open: false,
    shownAt: expect.any(String),
    acknowledgedBy: { own: false },
  });
  expect(wrong).toEqual([]);
  expect([...field.faults, ...home.faults]).toEqual([]);
});
