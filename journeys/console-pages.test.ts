// Every page of the staff desk, at two widths and in both languages: axe-clean, nothing cut off at the side, nothing
// untranslated, no fault in the page.
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { checkAccessibility, listFindings } from '../web/kit/check-accessibility.ts';
import { DESK, withBrowser } from './support/open-browser.ts';
import { openConsole, settle } from './support/open-console.ts';
import { SamplePeople } from './support/sample-people.ts';

const url = inject('serverUrl');
const browser = withBrowser();
const looks = [
  { name: 'desktop, Chinese', size: DESK, language: 'zh-CN' },
  { name: 'small desktop, English', size: { width: 1024, height: 768 }, language: 'en' },
];
const OFFICER = ['/desk', '/desk?view=area', '/hotline', '/imports', '/notices', '/indicators'];
const MANAGER = [
  '/manage/areas',
  '/manage/posts',
  '/manage/catalogue',
  '/manage/limits',
  '/manage/keys',
  '/indicators',
];

test.each(looks)('every page of the desk: $name', { timeout: 240_000 }, async ({ size, language }) => {
  const people = await SamplePeople.read(url);
  const wrong: string[] = [];
  for (const [role, paths] of [
    ['district_desk', OFFICER],
    ['manager', MANAGER],
  ] as const) {
    const screen = await browser.open(size);
    await screen.page.addInitScript((chosen) => localStorage.setItem('gewu-language', chosen), language);
    const person = people.find(role);
    const { rows } = await (await people.signIn(person)).ok<{ rows: { number: string }[] }>(
      'GET',
      '/api/cases?limit=1',
    );
    const all = role === 'district_desk' ? [...paths, `/cases/${rows[0]?.number}`] : paths;
    for (const path of all) {
      const page = await openConsole(url, screen, person, path);
      await settle(page);
      wrong.push(...(await look(page)).map((line) => `${role} ${path}: ${line}`));
    }
    wrong.push(...screen.faults.map((fault) => `${role}: ${fault}`));
    await screen.context.close();
  }
  expect(wrong).toEqual([]);
});

async function look(page: Page): Promise<string[]> {
  const found = listFindings(await checkAccessibility(page)).filter(
    (line) => line.startsWith('row 0') || line.startsWith('row 6'),
  );
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  // a key that has no words shows as itself: some.dotted.key
  // biome-ignore lint/performance/useDomNodeTextContent: what a reader sees, without styles and scripts
  const text = await page.locator('body').innerText();
  const untranslated = /(?:^|\s)[a-z]+\.[a-z]+[A-Za-z.]*(?=\s|$)/m.exec(text)?.[0];
  return [
    ...found,
    ...(wide ? ['wider than the screen'] : []),
    ...(untranslated ? [`untranslated: ${untranslated}`] : []),
  ];
}
