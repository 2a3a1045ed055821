import type { BrowserContext, Page } from 'playwright-core';
import type { Client, Person } from './client.ts';
import { PHONE, type Screen } from './open-browser.ts';
import { SamplePeople } from './sample-people.ts';

type Place = { lon: number; lat: number };
export type GridWorker = { person: Person; client: Client; place: Place };
type Shapes = { features: { geometry: { type: string; coordinates: [number, number][][] } }[] };

/** A grid worker of the sample and a place that lies inside their grid. @param skip how many to pass over first */
export async function findGridWorker(url: string, skip = 0): Promise<GridWorker> {
  const people = await SamplePeople.read(url);
  const workers = people.all.filter((person) => person.role === 'grid_worker').slice(skip * 20);
  for (const person of workers) {
    const client = await people.signIn(person);
    const shapes = await client.ok<Shapes>('GET', `/api/areas/shapes?level=4&within=${person.area}`);
    const ring = shapes.features[0]?.geometry.coordinates[0] ?? [];
    const middle = (at: 0 | 1) => ring.reduce((sum, point) => sum + point[at], 0) / ring.length;
    const place = { lon: middle(0), lat: middle(1) };
    const { area } = await client.ok<{ area: string }>('GET', `/api/areas/locate?lon=${place.lon}&lat=${place.lat}`);
    if (area === person.area) return { person, client, place };
  }
  throw new Error('No grid of the sample holds its own middle.');
}

/** The worker's phone, signed in and with the app kept for offline. */
export async function openField(url: string, screen: Screen, worker: GridWorker): Promise<Page> {
  const { page, context } = screen;
  await context.setGeolocation({ longitude: worker.place.lon, latitude: worker.place.lat, accuracy: 8 });
  context.setDefaultTimeout(60_000); // the first look at a cold server, with other journeys beside it
  await page.goto(`${url}/field/`);
  await page.locator('#username').waitFor();
  await page.evaluate(
    (account) =>
      fetch('/api/sample/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ account }),
      }),
    worker.person.account,
  );
  await page.reload();
  // what comes after the first list is announced as new
  await page.locator('.f-task, .f-empty strong').first().waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return page;
}

/** Closes the app and opens it again, as a phone does that ran out of battery. */
export async function restartField(url: string, context: BrowserContext, page: Page, path = '/'): Promise<Page> {
  await page.close();
  const fresh = await context.newPage();
  await fresh.setViewportSize(PHONE);
  await fresh.goto(`${url}/field${path}`);
  await fresh.locator('.f-tabs').waitFor();
  return fresh;
}

/** Loses the answers of the first `times` posts to an address that the server did carry out. */
export function loseAnswers({ ending, times }: { ending: string; times: number }): void {
  const real = window.fetch;
  window.fetch = async (input, init) => {
    const answer = await real(input, init);
    const url = new URL(input instanceof Request ? input.url : String(input), location.href);
    const lost = Number(sessionStorage.getItem('lost') ?? 0);
    if (init?.method !== 'POST' || !url.pathname.endsWith(ending) || lost >= times) return answer;
    sessionStorage.setItem('lost', String(lost + 1));
    throw new TypeError('the answer got lost');
  };
}
