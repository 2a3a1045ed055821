import type { Page } from 'playwright-core';
import type { Person } from './client.ts';
import type { Screen } from './open-browser.ts';

/** The staff desk, signed in as one of the sample people, at an address below `/console`. */
export async function openConsole(
  url: string,
  { page, context }: Screen,
  person: Person,
  path = '/desk',
): Promise<Page> {
  const answer = await context.request.post(`${url}/api/sample/sign-in`, { data: { account: person.account } });
  if (!answer.ok()) throw new Error(`${person.name} could not sign in: ${answer.status()} ${await answer.text()}`);
  await page.goto(`${url}/console${path}`);
  await page.locator('h1').first().waitFor();
  return page;
}

/** Waits until nothing on the page spins, loads or slides any more. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('.ant-spin-spinning, .ant-skeleton-active'));
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
}
