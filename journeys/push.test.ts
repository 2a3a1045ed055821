import type { CDPSession, Worker } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { freshPhone } from './support/client.ts';
import { PHONE, withBrowser } from './support/open-browser.ts';
import { findGridWorker, openField } from './support/open-field.ts';
import { SamplePeople } from './support/sample-people.ts';

const url = inject('serverUrl');
const browser = withBrowser();
const NAME = '302 室烟感';

/** What the worker asked the phone to show. */
type Shown = {
  title: string;
  body: string;
  tag: string;
  requireInteraction: boolean;
  actions: { action: string }[];
  data: object;
};
type Scope = {
  registration: ServiceWorkerRegistration;
  shown: Shown[];
  dispatchEvent(event: Event): boolean;
};
type Ringing = { alarm: number; open: boolean; deviceName: string };
type Called = { calls: { name: string | null; reach: string; shownAt: string | null }[]; acknowledged: boolean };

/** Hands the worker of the page a message as the browser does when its push service brings one. */
async function deliver(cdp: CDPSession, registration: string, note: object): Promise<void> {
  await cdp.send('ServiceWorker.deliverPushMessage', {
    origin: url,
    registrationId: registration,
    data: JSON.stringify(note),
  });
}

/** The packaged browser never lets a page show notices: its screen is a list here, all else is the worker as shipped. */
const letShow = (worker: Worker): Promise<void> =>
  worker.evaluate(() => {
    const scope = globalThis as unknown as Scope;
    scope.shown = [];
    scope.registration.showNotification = async (title, options) => {
      scope.shown.push({ title, ...options } as unknown as Shown);
    };
  });

const shownBy = (worker: Worker): Promise<Shown[]> => worker.evaluate(() => (globalThis as unknown as Scope).shown);

/** Taps a button of the last notice. @returns whether the notice closed */
const tap = (worker: Worker, action: string): Promise<boolean> =>
  worker.evaluate((button) => {
    const scope = globalThis as unknown as Scope;
    let closed = false;
    const notification = { ...scope.shown.at(-1), close: () => (closed = true) };
    const event = Object.assign(new Event('notificationclick'), {
      action: button,
      notification,
      waitUntil: () => undefined,
    });
    scope.dispatchEvent(event);
    return closed;
  }, action);

test('a phone whose app lies in the background shows the call, says so, and answers it from the notice', async () => {
  const grid = await findGridWorker(url, 5);
  const people = await SamplePeople.read(url);
  const manager = await people.signIn(people.find('manager'));
  const { token } = await manager.ok<{ token: string }>('POST', '/api/devices', {
    code: `PUSH-${freshPhone()}`,
    name: NAME,
    profile: 'smoke',
    area: grid.person.area,
    ...grid.place,
  });
  const field = await browser.open(PHONE);
  await openField(url, field, grid);
  const cdp = await field.context.newCDPSession(field.page);
  const registered = new Promise<string>((done) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.endsWith('/field/'));
      if (own) done(own.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  const registration = await registered;
  const worker = field.context.serviceWorkers().find((one) => one.url().includes('/field/sw.js')) as Worker;
  // nothing of the page answers for the phone from here on
  await field.page.goto('about:blank');

  await fetch(`${url}/api/v1/${token}/telemetry`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ smoke: 0.9, temperature: 60, alarm: true }),
  });
  const ringing = async () =>
    (await grid.client.ok<{ rows: Ringing[] }>('GET', '/api/devices/calls')).rows.find(
      (one) => one.open && one.deviceName === NAME,
    )?.alarm;
  await expect.poll(ringing, { timeout: 20_000 }).toEqual(expect.any(Number));
  const alarm = (await ringing()) as number;
  const read = () => grid.client.ok<Called>('GET', `/api/devices/alarms/${alarm}`);
  const mine = async () => (await read()).calls.find(({ name }) => name === grid.person.name);
  expect(await mine()).toMatchObject({ reach: 'no_phone', shownAt: null });

  const call = {
    kind: 'call',
    title: '烟雾报警 · 特急',
    body: '有人可能有生命危险，点开查看',
    tag: `call-${alarm}`,
    url: '/field/',
    quiet: false,
    call: { alarm, sentAt: new Date().toISOString() },
    actions: [
      { action: 'acknowledge', title: '我已知晓' },
      { action: 'open', title: '打开' },
    ],
  };
  await letShow(worker);
  await deliver(cdp, registration, call);
  await expect.poll(mine, { timeout: 20_000 }).toMatchObject({ reach: 'shown', shownAt: expect.any(String) });
  const { title, body, tag, actions, url: page, call: data } = call;
  expect(await shownBy(worker)).toMatchObject([
    { title, body, tag, actions, requireInteraction: true, data: { url: page, call: data } },
  ]);
  expect((await read()).acknowledged).toBe(false);
  expect(await tap(worker, 'acknowledge')).toBe(true);
  await expect.poll(async () => (await read()).acknowledged, { timeout: 20_000 }).toBe(true);
  await grid.client.ok('POST', `/api/devices/alarms/${alarm}/clear`);
  expect(field.faults).toEqual([]);
});
