import type { Page } from 'playwright-core';

/** What anybody sees at a glance: a page wider than the screen, and a key that has no words and shows as itself. */
export async function findPlainFaults(page: Page): Promise<string[]> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  // biome-ignore lint/performance/useDomNodeTextContent: what a reader sees, without styles and scripts
  const text = await page.locator('body').innerText();
  const untranslated = /(?:^|\s)[a-z]+\.[a-z]+[A-Za-z.]*(?=\s|$)/m.exec(text)?.[0];
  return [...(wide ? ['wider than the screen'] : []), ...(untranslated ? [`untranslated: ${untranslated}`] : [])];
}
