// Every page of the staff desk but the manager's, at two widths and in both languages: axe-clean, nothing cut off at the side, nothing
// untranslated, no fault in the page.
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { checkAccessibility, listFindings } from '../web/kit/check-accessibility.ts';
import { findPlainFaults } from './support/find-plain-faults.ts';
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
test.each(looks)('every page of the desk: $name', { timeout: 240_000 }, async ({ size, language }) => {
  const people = await SamplePeople.read(url);
  const wrong: string[] = [];
  const screen = await browser.open(size);
  await screen.page.addInitScript((chosen) => localStorage.setItem('gewu-language', chosen), language);
  const person = people.find('district_desk');
  const { rows } = await (await people.signIn(person)).ok<{ rows: { number: string }[] }>('GET', '/api/cases?limit=1');
  for (const path of [...OFFICER, `/cases/${rows[0]?.number}`]) {
    const page = await openConsole(url, screen, person, path);
    await settle(page);
    wrong.push(...(await look(page)).map((line) => `${path}: ${line}`));
  }
  wrong.push(...screen.faults);
  await screen.context.close();
  expect(wrong).toEqual([]);
});

async function look(page: Page): Promise<string[]> {
  const found = listFindings(await checkAccessibility(page)).filter(
    (line) => line.startsWith('row 0') || line.startsWith('row 6'),
  );
  return [...found, ...(await findPlainFaults(page))];
}
