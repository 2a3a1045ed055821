// Takes the pictures of the READMEs from a fresh sample district, into docs/images.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { freshPhone, signInAs } from '../journeys/support/client.ts';
import { DESK, launchBrowser, openScreen, PHONE } from '../journeys/support/open-browser.ts';
import { openConsole, settle } from '../journeys/support/open-console.ts';
import { findGridWorker, openField } from '../journeys/support/open-field.ts';
import { SamplePeople } from '../journeys/support/sample-people.ts';
import { removeFolder, startServer } from '../journeys/support/start-server.ts';
import { ROOT } from './list-sources.ts';

const folder = join(ROOT, 'docs/images');
mkdirSync(folder, { recursive: true });
const server = await startServer({ cases: 1500 });
const browser = await launchBrowser();
const { url } = server;
try {
  await takeResident();
  await takeField();
  await takeConsole();
} finally {
  await browser.close();
  await server.stop();
  await removeFolder(server.folder);
}

/** @param map whether the page has a map, which is slow to draw where no graphics card helps */
async function shoot(page: Page, name: string, map = false): Promise<void> {
  await settle(page);
  if (map) await page.locator('.maplibregl-canvas').first().waitFor();
  await page.waitForTimeout(map ? 8000 : 800);
  await page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 82 });
  console.log(name);
}

async function takeResident(): Promise<void> {
  const { page, context } = await openScreen(browser, PHONE);
  await page.goto(`${url}/resident/`);
  await page.locator('#phone').fill(freshPhone());
  await page.locator('button[type=submit]').click();
  const hint = await page.locator('#sign-in-sent').textContent();
  await page.locator('#code').fill(/\d{6}/.exec(hint ?? '')?.[0] ?? '');
  await page.locator('button[type=submit]').click();
  await page.locator('.r-hero').waitFor();
  await shoot(page, 'resident-home');
  await page.goto(`${url}/resident/report`);
  await page.locator('#report-text').fill('小区北门的路灯连续三晚不亮，老人出门看不清路。');
  await page.locator('#report-place').click();
  await page.locator('.r-picked').waitFor();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '发送上报' }).click();
  await page.getByText('已收到').waitFor();
  await page.reload();
  await page.locator('.r-timeline').waitFor();
  await shoot(page, 'resident-case');
  await page.evaluate(() => localStorage.setItem('gewu-elder', '1'));
  await page.goto(`${url}/resident/`);
  await page.locator('html.elder .r-hero').waitFor();
  await shoot(page, 'resident-elder');
  await context.close();
}

async function takeField(): Promise<void> {
  const screen = await openScreen(browser, PHONE);
  const worker = await findGridWorker(url);
  const page = await openField(url, screen, worker);
  await page.locator('.f-task').first().waitFor();
  await shoot(page, 'field-today');
  await page.locator('.f-head .f-headbtn').nth(1).click();
  await shoot(page, 'field-map', true);
  await screen.context.close();
}

async function takeConsole(): Promise<void> {
  const people = await SamplePeople.read(url);
  const desk = people.find('district_desk');
  const client = await signInAs(url, desk);
  const { rows } = await client.ok<{ rows: { number: string }[] }>(
    'GET',
    '/api/cases?view=area&state=handling&limit=1',
  );
  const screen = await openScreen(browser, { ...DESK, height: 1050 });
  await shoot(await openConsole(url, screen, desk, '/desk?view=area'), 'console-desk');
  await shoot(await openConsole(url, screen, desk, `/cases/${rows[0]?.number}`), 'console-case');
  await shoot(await openConsole(url, screen, desk, '/indicators'), 'console-indicators', true);
  await shoot(await openConsole(url, screen, people.find('manager'), '/manage/areas'), 'console-areas', true);
  await screen.context.close();
}
