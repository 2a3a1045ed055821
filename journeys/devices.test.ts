// A device from the desk to the case: registered, heard over MQTT, its alarm seen, acknowledged and over; and a fleet
// that goes on speaking while the server is killed under it.
import mqtt from 'mqtt';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkAccessibility, listFindings } from '../web/kit/check-accessibility.ts';
import { DESK, PHONE, withBrowser } from './support/open-browser.ts';
import { openConsole, settle } from './support/open-console.ts';
import { type Played, playDevice } from './support/play-device.ts';
import { SamplePeople } from './support/sample-people.ts';
import { freePort, makeFolder, ownerUrlOf, removeFolder, type Server, startServer } from './support/start-server.ts';

const KILLS = Number(process.env.KILLS ?? 2);
const FLEET = 12;
const folder = makeFolder();
const browser = withBrowser();
let server: Server;
let ports: { port: number; mqtt: number };
const start = () => startServer({ folder, port: ports.port, cases: 50, env: { MQTT_PORT: String(ports.mqtt) } });

beforeAll(async () => {
  ports = { port: await freePort(), mqtt: await freePort() };
  server = await start();
});
afterAll(async () => {
  await server?.stop();
  await removeFolder(folder);
});

test('a door: registered, heard, on the board at once, acknowledged, a case, over', { timeout: 240_000 }, async () => {
  const people = await SamplePeople.read(server.url);
  const officer = people.find('district_desk');
  const desk = await browser.open(DESK);
  const list = await openConsole(server.url, desk, officer, '/devices/list');
  const token = await register(list, 'JOURNEY-1', '旅程门禁');
  const board = await await desk.context
    .newPage()
    .then((page) => openConsole(server.url, { ...desk, page }, officer, '/devices/alarms'));
  await settle(board);

  const device = await mqtt.connectAsync(`mqtt://127.0.0.1:${ports.mqtt}`, { username: token });
  const say = (values: object) => device.publishAsync('v1/devices/me/telemetry', JSON.stringify(values), { qos: 1 });
  await say({ forced: true });
  const item = board.locator('.al-item', { hasText: '旅程门禁' });
  await item.waitFor({ timeout: 5_000 });
  expect(await item.textContent()).toContain('强行开门');
  await item.getByRole('button', { name: '确认', exact: true }).click();
  await item.getByText('已确认').waitFor();
  await item.getByRole('link', { name: /案卷/ }).waitFor();
  const number = /\d{16}/.exec((await item.textContent()) ?? '')?.[0];

  const { area } = await (await people.signIn(officer)).ok<{ area: string }>('GET', `/api/cases/${number}`);
  expect(area).toHaveLength(15);
  const worker = await people.signIn(people.over('grid_worker', area));
  const found = await worker.ok<{ title: string; urgency: string }>('GET', `/api/cases/${number}`);
  expect(found).toMatchObject({ title: '强行开门：旅程门禁', urgency: 'urgent' });

  await say({ forced: false });
  await item.waitFor({ state: 'detached', timeout: 20_000 });
  await board.getByText('全部', { exact: true }).click();
  await item.getByText('已解除').waitFor();
  const steps = () => worker.ok<{ act: string }[]>('GET', `/api/cases/${number}/steps`);
  await expect.poll(async () => (await steps()).map((step) => step.act)).toContain('cleared');
  await device.endAsync(true);
  expect(desk.faults).toEqual([]);
  await desk.context.close();
});

const looks = [
  { name: 'desk, Chinese', size: DESK, language: 'zh-CN' },
  { name: 'phone, English', size: PHONE, language: 'en' },
];
test.each(looks)('list, map, device and board are free of faults: $name', async ({ size, language }) => {
  const people = await SamplePeople.read(server.url);
  const officer = people.find('district_desk');
  const client = await people.signIn(officer);
  const { rows } = await client.ok<{ rows: { device: number }[] }>('GET', '/api/devices/alarms');
  const screen = await browser.open(size);
  await screen.page.addInitScript((chosen) => localStorage.setItem('gewu-language', chosen), language);
  const wrong: string[] = [];
  for (const path of ['list', 'list?as=map', `list/${rows[0]?.device}`, 'alarms', 'alarms?view=all']) {
    const page = await openConsole(server.url, screen, officer, `/devices/${path}`);
    await settle(page);
    const found = listFindings(await checkAccessibility(page)).filter((line) => /^row [06]/.test(line));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    wrong.push(...found.map((line) => `${path}: ${line}`), ...(wide ? [`${path}: wider than the screen`] : []));
  }
  expect([...wrong, ...screen.faults]).toEqual([]);
  await screen.context.close();
});

test(`loses no reading and doubles no alarm over ${KILLS} kills`, { timeout: KILLS * 20_000 + 120_000 }, async () => {
  const people = await SamplePeople.read(server.url);
  const desk = await people.signIn(people.find('district_desk'));
  const grids = people.all.filter(({ role }) => role === 'grid_worker');
  const devices = await Promise.all(
    Array.from({ length: FLEET }, async (_, i) => {
      const body = { code: `KILL-${i}`, name: `杀伤试验 ${i}`, profile: 'door-access', area: grids[i]?.area };
      return desk.ok<{ id: number; token: string }>('POST', '/api/devices', body);
    }),
  );
  let working = true;
  let said = 0;
  const url = `mqtt://127.0.0.1:${ports.mqtt}`;
  const load = Promise.all(
    devices.map(({ token }) =>
      playDevice(
        url,
        token,
        () => working,
        () => said++,
      ),
    ),
  );
  load.catch(() => undefined); // told at the end, when it is awaited
  for (let kill = 1; kill <= KILLS; kill++) {
    const before = said;
    await expect.poll(() => said - before, { timeout: 30_000 }).toBeGreaterThan(FLEET * 5);
    await new Promise((wake) => setTimeout(wake, Math.random() * 400));
    await server.kill();
    server = await start();
  }
  await expect.poll(() => said, { timeout: 30_000 }).toBeGreaterThan(KILLS * FLEET * 5);
  working = false;
  const played = await load;

  const db = new pg.Client({ connectionString: ownerUrlOf(folder) });
  await db.connect();
  const faults: string[] = [];
  for (const [i, { id }] of devices.entries()) faults.push(...(await compare(db, id, played[i] as Played)));
  await db.end();
  expect(faults).toEqual([]);
  const messages = played.flatMap((one) => one.said);
  expect(messages.length, 'there was load').toBeGreaterThan(KILLS * FLEET * 5);
  expect(messages.filter(({ tries }) => tries > 1).length, 'messages were cut off').toBeGreaterThan(0);
  expect(played.reduce((sum, one) => sum + one.alarms, 0)).toBeGreaterThan(FLEET);
});

/** What the database has of one device against what was acknowledged to it. @returns what does not fit */
async function compare(db: pg.Client, device: number, played: Played): Promise<string[]> {
  const { rows } = await db.query<{ n: number; ts: string; times: number }>(
    `select (values ->> 'openings')::int as n, (extract(epoch from at) * 1000)::bigint::text as ts, count(*)::int as times
     from telemetry where device = $1 group by 1, 2`,
    [device],
  );
  const kept = new Map(rows.map((row) => [`${row.n}/${row.ts}`, row.times]));
  const faults = played.said.flatMap(({ n, ts, tries }) => {
    const times = kept.get(`${n}/${ts}`) ?? 0;
    return times < 1 || times > tries
      ? [`device ${device}, message ${n}: sent ${tries} times, there ${times} times`]
      : [];
  });
  if (kept.size !== played.said.length) faults.push(`device ${device}: ${kept.size} readings of ${played.said.length}`);
  const { rows: alarms } = await db.query<{ alarms: number; raised: number; cleared: number }>(
    `select (select count(*) from alarm where device = $1)::int as alarms, count(*) filter (where e.change = 'raised')::int as raised,
       count(*) filter (where e.change = 'cleared')::int as cleared from alarm_event e join alarm a on a.id = e.alarm where a.device = $1`,
    [device],
  );
  const { alarms: want, ended } = played;
  const have = alarms[0];
  if (have?.alarms !== want || have.raised !== want || have.cleared !== ended)
    faults.push(`device ${device}: ${want} alarms and ${ended} ends were told, ${JSON.stringify(have)} are there`);
  return faults;
}

/** Registers a smoke alarm where the middle of the map is. @returns its token, shown this once */
async function register(page: Page, code: string, name: string): Promise<string> {
  await page.getByRole('button', { name: '登记设备' }).click();
  await page.locator('#dv-code').fill(code);
  await page.locator('#dv-name').fill(name);
  const form = page.getByRole('dialog');
  await form.getByRole('combobox', { name: '设备类型' }).fill('门禁');
  await page.locator('.ant-select-item-option').getByText('门禁', { exact: true }).click();
  const map = form.locator('canvas').first();
  await map.waitFor();
  await settle(page);
  await map.click();
  await form.locator('.ant-modal-footer .ant-btn-primary').click();
  const shown = page.getByRole('textbox', { name: '设备令牌' });
  await shown.waitFor();
  const token = await shown.inputValue();
  await page.getByRole('button', { name: '我已保存' }).click();
  await shown.waitFor({ state: 'detached' });
  await page.goto(`${server.url}/console/devices/list?q=${code}`);
  await page.getByText(name).first().waitFor();
  expect(await page.content(), 'it is shown once').not.toContain(token);
  return token;
}
