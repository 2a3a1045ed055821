import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { unpackBrowser } from './unpack-browser.ts';

export const PHONE = { width: 390, height: 844 };
export const SMALL_PHONE = { width: 360, height: 640 };
export const DESK = { width: 1440, height: 900 };

export type Screen = { page: Page; context: BrowserContext; faults: string[] };

/** Starts the packaged browser. */
export async function launchBrowser(): Promise<Browser> {
  const folder = await unpackBrowser();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    headless: true,
    args: [
      '--no-sandbox',
      '--no-zygote',
      '--disable-gpu-sandbox',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--font-render-hinting=none',
    ],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    } as Record<string, string>,
  });
}

/** A screen of its own: cookies, storage and size; collects what the page complained of. */
export async function openScreen(browser: Browser, size: { width: number; height: number }): Promise<Screen> {
  const touch = size.width < 600;
  const context = await browser.newContext({
    viewport: size,
    hasTouch: touch,
    isMobile: touch,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    geolocation: { longitude: 108.7, latitude: 34.34 },
    permissions: ['geolocation'],
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  return { page, context, faults };
}

/** One browser for a test file. */
export function withBrowser(): { open(size: { width: number; height: number }): Promise<Screen> } {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  return {
    open: (size) => {
      if (!browser) throw new Error('The browser is there from beforeAll on.');
      return openScreen(browser, size);
    },
  };
}
