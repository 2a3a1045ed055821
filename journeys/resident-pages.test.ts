import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { checkAccessibility, listFindings } from '../web/kit/check-accessibility.ts';
import { freshPhone } from './support/client.ts';
import { makePhoto } from './support/make-photo.ts';
import { DESK, PHONE, SMALL_PHONE, withBrowser } from './support/open-browser.ts';

const url = inject('serverUrl');
const browser = withBrowser();
type Look = { name: string; size: { width: number; height: number }; elder: boolean; step: number; language: string };
const looks: Look[] = [
  { name: 'ordinary', size: PHONE, elder: false, step: 0, language: 'zh-CN' },
  { name: 'ordinary, largest text, small phone', size: SMALL_PHONE, elder: false, step: 3, language: 'zh-CN' },
  { name: 'elder', size: SMALL_PHONE, elder: true, step: 0, language: 'zh-CN' },
  { name: 'elder, largest text, English', size: SMALL_PHONE, elder: true, step: 3, language: 'en' },
];

test.each(looks)('every page of a resident meets the norm: $name', async ({ size, elder, step, language }) => {
  const { page, context, faults } = await browser.open(size);
  await page.addInitScript(
    (kept) => {
      for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, value);
    },
    { 'gewu-elder': elder ? '1' : '0', 'gewu-font-step': String(step), 'gewu-language': language },
  );
  const wrong: string[] = [];
  const check = async (name: string, asked = false) => {
    await page.locator('.r-state[role=status]').waitFor({ state: 'detached' });
    const findings = await checkAccessibility(page, { elder, largest: step === 3, asked });
    wrong.push(...listFindings(findings).map((line) => `${name}: ${line}`));
  };
  const open = async (path: string, ready: string) => {
    await page.goto(`${url}/resident${path}`);
    await page.locator(ready).first().waitFor();
  };

  await open('/', '#phone');
  await check('sign-in');
  await page.locator('#phone').fill(freshPhone());
  await page.locator('button[type=submit]').click();
  const hint = await page.locator('#sign-in-sent').textContent();
  await page.locator('button[type=submit]').click();
  await page.locator('.r-fault').waitFor();
  await check('sign-in, without code');
  await page.locator('#code').fill(/\d{6}/.exec(hint ?? '')?.[0] ?? '');
  await page.locator('button[type=submit]').click();
  await page.locator('.r-hero').waitFor();

  await open('/settings', 'select');
  const [street, community] = ['select >> nth=0', 'select >> nth=1'];
  await page.locator(street).selectOption({ index: 1 });
  await page.locator(community).selectOption({ index: 1 });
  await page.locator('button[type=submit]').click();
  await page.locator('.r-hint[role=status]').waitFor();
  await check('settings');
  await open('/report', '.r-form');
  await page.locator('button[type=submit]').click();
  await page.locator('.r-fault').waitFor();
  await check('report, refused');
  await report(page, check);
  const number = /cases\/(\d+)/.exec(page.url())?.[1];
  await page.locator('.r-timeline').waitFor();
  await check('case');
  await page.locator('button.r-photo').first().click();
  await page.locator('dialog img').waitFor();
  await check('photo', true);
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  for (const act of ['add_info', 'withdraw']) {
    await open(`/cases/${number}/${act}`, '.kit-form');
    await check(act);
  }
  await open('/cases', '.r-case');
  await check('my reports');
  await open('/notices', '.r-main li, .r-main .r-hint');
  await check('notices');
  await open('/own', '#own-name');
  await check('my data, before it is proved whose');
  await page.locator('#own-name').fill('王小明');
  await page.locator('#own-citizen').fill('610402198503020017');
  await page.locator('button[type=submit]').first().click();
  await page.locator('.r-warn').waitFor();
  await check('my data, not confirmed');
  await open('/search', '#search');
  await page.locator('#search').fill('路灯');
  await page.locator('.r-row').first().waitFor();
  await check('search');
  await open('/', '.r-hero');
  await check('first page');
  await open('/nowhere', 'h1');
  await check('no such page');
  expect(wrong).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();
});

/** Writes and sends a report through every page of the form. */
async function report(page: Page, check: (name: string) => Promise<void>): Promise<void> {
  await page.locator('#report-text').fill('楼下的路灯不亮，晚上看不清路');
  const next = () => page.locator('button[type=submit]').click();
  const isHere = (what: string) => page.locator(what).isVisible();
  for (let turn = 0; turn < 5 && !(await isHere('#look')); turn++) {
    if (await isHere('#report-place')) {
      await page.locator('#report-place').click();
      await page.locator('.r-picked').waitFor();
      await page.locator('[aria-expanded]').click();
      await page.locator('.maplibregl-canvas').waitFor();
    }
    if (await isHere('.r-picker')) {
      await page.setInputFiles('.r-picker input', { name: 'a.jpg', mimeType: 'image/jpeg', buffer: await makePhoto() });
      await page.locator('.r-photo img').waitFor();
    }
    await check(`report, page ${turn + 1}`);
    const before = page.url();
    await next();
    await page.waitForURL((now) => now.toString() !== before);
  }
  await page.locator('#look').waitFor();
  await check('report, last look');
  await page.locator('.r-primary').click();
  await page.locator('.r-done').waitFor();
}

test('the elder version is found on the first screen, in the settings and by each of its names', async () => {
  const { page, context } = await browser.open(SMALL_PHONE);
  await page.goto(`${url}/resident/`);
  const entry = page.getByRole('button', { name: '长辈版' });
  await entry.waitFor();
  const box = await entry.boundingBox();
  expect((box?.y ?? 999) + (box?.height ?? 999)).toBeLessThanOrEqual(SMALL_PHONE.height);

  await page.locator('#phone').fill(freshPhone());
  await page.locator('button[type=submit]').click();
  const hint = await page.locator('#sign-in-sent').textContent();
  await page.locator('#code').fill(/\d{6}/.exec(hint ?? '')?.[0] ?? '');
  await page.locator('button[type=submit]').click();
  await page.locator('.r-hero').waitFor();
  const home = await entry.boundingBox();
  expect((home?.y ?? 999) + (home?.height ?? 999)).toBeLessThanOrEqual(SMALL_PHONE.height);

  await page.goto(`${url}/resident/settings`);
  await page.getByRole('switch', { name: /长辈版/ }).waitFor();
  await page.goto(`${url}/resident/search`);
  for (const name of ['长辈版', '亲情版', '关爱版', '关怀版']) {
    await page.locator('#search').fill(name);
    await page.getByRole('button', { name: '打开长辈版' }).waitFor();
  }
  await page.getByRole('button', { name: '打开长辈版' }).click();
  await page.locator('html.elder .r-hero').waitFor();
  await context.close();
});

test.each([PHONE, DESK])('the page that leads to the faces is clean at $width px', async (size) => {
  const { page, context } = await browser.open(size);
  await page.goto(`${url}/`);
  await page.getByRole('link', { name: /居民端/ }).waitFor();
  expect(listFindings(await checkAccessibility(page))).toEqual([]);
  await context.close();
});
