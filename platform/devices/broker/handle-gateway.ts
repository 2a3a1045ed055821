import type { Client } from 'aedes';
import type { KnownDevice } from '../intake/intake-types.ts';
import { readReadings } from '../intake/read-telemetry.ts';
import { isAttributes, keepAttributes, readAttributes } from './attributes.ts';
import { publishTo } from './connected-devices.ts';
import { keepAnswer } from './device-commands.ts';
import { keepClaim } from './keep-claim.ts';
import type { MessageTools } from './message-tools.ts';

type Body = Record<string, unknown>;

/**
 * What a gateway says for the devices behind it. It speaks only for devices that were put behind it: any other name
 * goes to the list of claims where nobody is known by it, and is refused where it is somebody else's.
 */
export async function handleGateway(
  tools: MessageTools,
  gateway: KnownDevice,
  client: Client,
  kind: string,
  body: unknown,
): Promise<void> {
  const { devices, writer, connections } = tools;
  const at = Date.now();
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return refuse('wrong-shape', body);
  const said = body as Body;
  const one = async () => (typeof said.device === 'string' ? behind(said.device, said) : refuse('wrong-shape', said));
  switch (kind) {
    case 'gateway-connect': {
      const device = await one();
      if (device) connections.bind(device.id, client);
      return;
    }
    case 'gateway-telemetry':
      return each(async (device, value) => {
        const { readings, refusals } = readReadings(value, at);
        await devices.takeReadings(device, at, readings, refusals);
      });
    case 'gateway-attributes':
      return each(async (device, value) =>
        isAttributes(value) ? keepAttributes(writer, device.id, 'client', value) : refuse('wrong-shape', value),
      );
    case 'gateway-claim':
      return each((device, value) => keepClaim(writer, device.id, value, at));
    case 'gateway-attributes-request': {
      const device = await one();
      if (!device) return;
      const keys = Array.isArray(said.keys) ? said.keys.map(String) : [String(said.key ?? '')];
      const found = await readAttributes(writer, device.id, said.client === true ? { client: keys } : { shared: keys });
      const values = said.client === true ? found.client : found.shared;
      const answer = Array.isArray(said.keys) ? { values } : { value: values[keys[0] as string] ?? null };
      return publishTo(client, 'v1/gateway/attributes/response', { id: said.id, device: said.device, ...answer });
    }
    case 'gateway-rpc': {
      const device = await one();
      return device ? keepAnswer(writer, device.id, Number(said.id), said.data ?? null) : undefined;
    }
  }

  async function each(work: (device: KnownDevice, value: unknown) => Promise<unknown> | unknown): Promise<void> {
    await Promise.all(
      Object.entries(said).map(async ([name, value]) => {
        const device = await behind(name, value);
        if (device) await work(device, value);
      }),
    );
  }

  async function behind(name: string, sample: unknown): Promise<KnownDevice | undefined> {
    const device = name.length <= 200 && !name.includes('\u0000') ? await devices.book.byCode(name) : undefined;
    if (device?.parent === gateway.id) return device;
    if (device) refuse('topic-not-yours', name);
    else devices.tally.meet(name, `gateway ${gateway.code}`, JSON.stringify(sample));
    return undefined;
  }

  function refuse(reason: 'wrong-shape' | 'topic-not-yours', sample: unknown): undefined {
    devices.tally.refuse(gateway.id, [{ reason, sample: JSON.stringify(sample ?? null) }]);
  }
}
