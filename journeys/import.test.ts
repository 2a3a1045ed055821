// A file of messages becomes cases row by row; the rows that cannot are listed with their reason; nothing disappears.
import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { DESK, withBrowser } from './support/open-browser.ts';
import { openConsole } from './support/open-console.ts';
import { SamplePeople } from './support/sample-people.ts';

const url = inject('serverUrl');
const browser = withBrowser();

test('a table is mapped, imported, and its refused rows come back with a reason', async () => {
  const people = await SamplePeople.read(url);
  const officer = people.find('district_desk');
  const screen = await browser.open(DESK);
  const page = await openConsole(url, screen, officer, '/imports');
  const mark = randomUUID().slice(0, 8);
  const rows = Array.from({ length: 20 }, (_, i) =>
    i % 5 === 4 ? `,第${i}行没有内容` : `${mark} 第 ${i} 盏路灯不亮,人民路${i}号`,
  );
  const table = `留言内容,地址\n${rows.join('\n')}\n`;
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: `留言-${mark}.csv`, mimeType: 'text/csv', buffer: Buffer.from(table) });
  await page.locator('.mapping-table').waitFor();
  await page.locator('.batch-acts .ant-btn-primary').click();
  await page.getByText('已开案 16').first().waitFor({ timeout: 60_000 });
  await page.getByText('未导入 4').first().waitFor();
  await page.getByRole('heading', { name: '未导入的行' }).waitFor();

  const client = await people.signIn(officer);
  const found = await client.ok<{ rows: unknown[] }>('GET', `/api/cases?q=${mark}&limit=50`);
  expect(found.rows).toHaveLength(16);
  const [batch] = await client.ok<{ id: number; total: number; accepted: number; refused: number }[]>(
    'GET',
    '/api/imports',
  );
  expect(batch).toMatchObject({ total: 20, accepted: 16, refused: 4 });
  const refused = await client.call<string>('GET', `/api/imports/${batch?.id}/refused.csv`);
  expect(refused.text.trim().split('\n')).toHaveLength(5);
  expect(screen.faults).toEqual([]);
  await screen.context.close();
});
