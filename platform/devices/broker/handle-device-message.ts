import type { Client } from 'aedes';
import type { Devices } from '../intake/create-devices.ts';
import type { KnownDevice } from '../intake/intake-types.ts';
import { readTelemetry } from '../intake/read-telemetry.ts';
import { answerPiece } from './answer-piece.ts';
import { isAttributes, keepAttributes, keyList, readAttributes } from './attributes.ts';
import { publishTo } from './connected-devices.ts';
import { keepAnswer } from './device-commands.ts';
import { handleGateway } from './handle-gateway.ts';
import { keepClaim } from './keep-claim.ts';
import type { MessageTools } from './message-tools.ts';
import type { Subject } from './topic-rules.ts';

/**
 * Does what a device's message asks for; resolves when it is done and may be acknowledged. What cannot be read is
 * counted against the device and acknowledged too: sending it again would not make it better.
 * @throws Error only where the database failed; then nothing is acknowledged and the device sends again
 */
export async function handleDeviceMessage(
  tools: MessageTools,
  device: KnownDevice,
  client: Client,
  subject: Subject,
  payload: Buffer,
): Promise<void> {
  const { writer, devices } = tools;
  const at = Date.now();
  if (subject.kind === 'telemetry') return takeTelemetry(devices, device, payload);
  if (subject.kind === 'piece') return answerPiece(tools.packages, device.id, client, subject, payload);
  const body = parse(payload);
  if (body === undefined)
    return devices.tally.refuse(device.id, [{ reason: 'not-json', sample: payload.toString('utf8', 0, 300) }]);
  if (subject.kind.startsWith('gateway-')) return handleGateway(tools, device, client, subject.kind, body);
  switch (subject.kind) {
    case 'attributes':
      if (isAttributes(body)) return keepAttributes(writer, device.id, 'client', body);
      return devices.tally.refuse(device.id, [{ reason: 'wrong-shape', sample: JSON.stringify(body) }]);
    case 'attributes-request': {
      const { clientKeys, sharedKeys } = body as { clientKeys?: unknown; sharedKeys?: unknown };
      const found = await readAttributes(writer, device.id, {
        client: keyList(clientKeys),
        shared: keyList(sharedKeys),
      });
      return publishTo(client, `v1/devices/me/attributes/response/${subject.id}`, found);
    }
    case 'rpc-response':
      return keepAnswer(writer, device.id, Number(subject.id), body);
    case 'rpc-request':
      return publishTo(client, `v1/devices/me/rpc/response/${subject.id}`, answerCall(body, at));
    case 'claim':
      return keepClaim(writer, device.id, body, at);
  }
}

/** Takes what a device measured; resolves when it is committed. */
export function takeTelemetry(devices: Devices, device: KnownDevice, payload: Buffer): Promise<void> {
  const at = Date.now();
  const { readings, refusals } = readTelemetry(payload, at);
  return devices.takeReadings(device, at, readings, refusals);
}

/** What a device may ask of the server. */
function answerCall(body: unknown, at: number): unknown {
  const { method } = (body ?? {}) as { method?: unknown };
  return method === 'getCurrentTime' || method === 'getTime' ? { time: at } : { error: 'unknown method' };
}

function parse(payload: Buffer): unknown {
  try {
    return payload.length === 0 ? {} : (JSON.parse(payload.toString('utf8')) as unknown);
  } catch {
    return undefined;
  }
}
