import { Type } from 'typebox';
import type { App } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { isAttributes, keepAttributes, keyList, readAttributes } from '../broker/attributes.ts';
import type { Devices } from '../intake/create-devices.ts';
import type { KnownDevice } from '../intake/intake-types.ts';
import { readReadings } from '../intake/read-telemetry.ts';

const Token = Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) });
const Body = Type.Unknown({ description: '{key: value}, [{…}], {ts, values} or a list of those' });
const tags = ['devices'];

/**
 * The way in for devices that speak HTTP: `authorization: Device TOKEN` at our own address, or the addresses that
 * ThingsBoard devices know. An answer of 200 means committed.
 */
export function registerDeviceTelemetry(app: App, ctx: Context, devices: Devices): void {
  async function deviceOf(token: string | undefined): Promise<KnownDevice> {
    const device = token ? await devices.book.byToken(token) : undefined;
    if (device?.admin !== 'active')
      throw new Problem(401, 'device.unknown', {
        zh: '设备令牌无效或设备已停用。',
        en: 'The device token is not known, or the device is out of use.',
      });
    return device;
  }

  async function take(device: KnownDevice, body: unknown): Promise<{ taken: number; refused: string[] }> {
    if (devices.intake.isFull())
      throw new Problem(503, 'device.busy', {
        zh: '系统繁忙，请稍后重发。',
        en: 'Too much is waiting; send again later.',
      });
    const at = Date.now();
    const { readings, refusals } = readReadings(body, at);
    await devices.takeReadings(device, at, readings, refusals);
    return { taken: readings.length, refused: refusals.map((refusal) => refusal.reason) };
  }

  const answer = { 200: Type.Object({ taken: Type.Integer(), refused: Type.Array(Type.String()) }) };
  app.post(
    '/api/devices/telemetry',
    { schema: { tags, summary: 'Send telemetry', body: Body, response: answer } },
    async (request) => {
      const [, token] = /^Device (\S{1,200})$/.exec(request.headers.authorization ?? '') ?? [];
      return take(await deviceOf(token), request.body);
    },
  );
  app.post(
    '/api/v1/:token/telemetry',
    {
      schema: {
        tags,
        summary: 'Send telemetry, as ThingsBoard devices do',
        params: Token,
        body: Body,
        response: answer,
      },
    },
    async (request) => take(await deviceOf(request.params.token), request.body),
  );
  app.post(
    '/api/v1/:token/attributes',
    {
      schema: { tags, summary: 'Set attributes, as ThingsBoard devices do', params: Token, body: Type.Unknown() },
    },
    async (request) => {
      const device = await deviceOf(request.params.token);
      if (!isAttributes(request.body))
        throw new Problem(422, 'device.attributes', { zh: '属性须为一个对象。', en: 'Attributes must be an object.' });
      await keepAttributes(ctx.writer, device.id, 'client', request.body);
      return {};
    },
  );
  app.get(
    '/api/v1/:token/attributes',
    {
      schema: {
        tags,
        summary: 'Ask for attributes, as ThingsBoard devices do',
        params: Token,
        querystring: Type.Object({
          clientKeys: Type.Optional(Type.String({ maxLength: 2000 })),
          sharedKeys: Type.Optional(Type.String({ maxLength: 2000 })),
        }),
      },
    },
    async (request) => {
      const device = await deviceOf(request.params.token);
      const { clientKeys, sharedKeys } = request.query;
      return readAttributes(ctx.writer, device.id, { client: keyList(clientKeys), shared: keyList(sharedKeys) });
    },
  );
}
