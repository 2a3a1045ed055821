import { parentPort, workerData } from 'node:worker_threads';
import { type GazetteerArea, type GazetteerCompound, makeGazetteer } from '@gewu/identifiers/make-gazetteer';
import { placeAddress } from './place-address.ts';

// The other side of place-addresses.ts: texts come in, their keys go back in the same order.
const { areas, compounds } = workerData as { areas: GazetteerArea[]; compounds: GazetteerCompound[] };
const gazetteer = makeGazetteer(areas, compounds);
parentPort?.on('message', (texts: string[]) => {
  parentPort?.postMessage(texts.map((text) => placeAddress(text, gazetteer)));
});
