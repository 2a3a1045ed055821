// How long a second start takes, and what a first visit to each face loads. Bars: second start at most 5 s, the
// resident's face at most 250 kB gzipped.
import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { DESK, launchBrowser, PHONE } from '../journeys/support/open-browser.ts';
import { freePort, makeFolder, removeFolder, startServer } from '../journeys/support/start-server.ts';
import { type Bar, reportBars } from './support/report-bars.ts';

const folder = makeFolder();
const port = await freePort();
const bars: Bar[] = [];
try {
  bars.push({ name: 'first_start_s', value: await timeStart(), unit: 's' });
  const seconds = [await timeStart(), await timeStart(), await timeStart()];
  bars.push({ name: 'second_start_s', value: Math.max(...seconds), unit: 's', bar: '<= 5' });
  const server = await startServer({ folder, port });
  const browser = await launchBrowser();
  for (const face of ['resident', 'field', 'console'] as const) {
    const bytes = await firstView(browser, `${server.url}/${face}/`, face === 'console' ? DESK : PHONE);
    const bar = face === 'resident' ? { bar: '<= 250' } : {};
    bars.push({ name: `${face}_kb`, value: bytes / 1000, unit: 'kB', ...bar });
  }
  await browser.close();
  await server.stop();
} finally {
  await removeFolder(folder);
}
process.exitCode = reportBars('start', bars) ? 0 : 1;

/** From the start of the process to the first answer, in seconds; Ctrl-C afterwards. */
async function timeStart(): Promise<number> {
  const from = performance.now();
  const server = await startServer({ folder, port, cases: 3000 });
  const seconds = (performance.now() - from) / 1000;
  await server.stop();
  return seconds;
}

/** Everything of the program that a first visit loads until the page is quiet, gzipped, in bytes. */
async function firstView(browser: Browser, url: string, viewport: { width: number; height: number }): Promise<number> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', serviceWorkers: 'block' });
  const page = await context.newPage();
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    const kind = response.request().resourceType();
    if (['document', 'script', 'stylesheet', 'font'].includes(kind) && response.ok()) bodies.push(response.body());
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length);
  await context.close();
  return sizes.reduce((sum, size) => sum + size, 0);
}
