import { expect, inject, test } from 'vitest';
import { checkAccessibility, listFindings } from '../web/kit/check-accessibility.ts';
import { signInAsResident } from './support/client.ts';
import { PHONE, SMALL_PHONE, withBrowser } from './support/open-browser.ts';
import { findGridWorker, openField } from './support/open-field.ts';

const url = inject('serverUrl');
const browser = withBrowser();
const looks = [
  { name: 'ordinary', size: PHONE, step: '0', language: 'zh-CN' },
  { name: 'largest text, small phone, English', size: SMALL_PHONE, step: '2', language: 'en' },
];

test.each(looks)('every page of a grid worker meets the norm: $name', async ({ size, step, language }) => {
  const worker = await findGridWorker(url, 3);
  const resident = await signInAsResident(url);
  const body = { actId: crypto.randomUUID(), description: '楼前积水', ...worker.place, place: '3号楼前' };
  const { number } = await resident.ok<{ number: string }>('POST', '/api/cases', body);
  const screen = await browser.open(size);
  await screen.page.addInitScript(
    (kept) => {
      for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, value);
    },
    { 'gewu-field-size': step, 'gewu-language': language },
  );
  const { page } = screen;
  const wrong: string[] = [];
  const check = async (name: string) => {
    const findings = listFindings(await checkAccessibility(page));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    const small = await page.evaluate(readSmallText);
    wrong.push(...findings.map((line) => `${name}: ${line}`), ...small.map((text) => `${name}: below 17 px: ${text}`));
    if (wide) wrong.push(`${name}: wider than the phone`);
  };

  screen.context.setDefaultTimeout(60_000);
  await page.goto(`${url}/field/`);
  await page.locator('#username').waitFor();
  await check('sign-in');
  await openField(url, screen, worker);
  const open = async (path: string, ready: string) => {
    await page.goto(`${url}/field${path}`);
    await page.locator(ready).first().waitFor();
    await check(path);
  };
  await open('/', '.f-task');
  await page.locator('.f-head .f-headbtn').nth(1).click();
  await page.locator('.maplibregl-canvas').waitFor();
  await check('map');
  await open(`/case/${number}`, '.f-steps');
  await open(`/case/${number}/settle`, '.kit-form');
  await page.locator('.kit-submit').click();
  await page.locator('.kit-fault').first().waitFor();
  await check('act, refused');
  await open('/report', '.f-picks .f-btn');
  await page.locator('.f-foot .primary').click();
  await page.locator('.f-foot .f-bad').waitFor();
  await check('report, refused');
  await open('/outbox', '.f-empty');
  await open('/me', '.f-seg');
  expect(wrong).toEqual([]);
  expect(screen.faults).toEqual([]);
  await screen.context.close();
});

/** Visible text below 17 px, the sample's own banner aside: the worker reads it outdoors. */
function readSmallText(): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent?.trim();
    if (!parent || !text || parent.closest('.kit-sample, script, style') || !parent.checkVisibility()) continue;
    if (Number.parseFloat(getComputedStyle(parent).fontSize) < 17) found.push(text.slice(0, 30));
  }
  return found;
}
