import { Type } from 'typebox';
import type { App } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import type { Devices } from '../intake/create-devices.ts';
import { createPackageServer, type PieceRefusal } from './serve-package.ts';

/** A piece by HTTP, or the whole. */
const MOST_BYTES = 20 * 2 ** 20;
const Token = Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) });
const Query = Type.Object({
  title: Type.String({ minLength: 1, maxLength: 80 }),
  version: Type.String({ minLength: 1, maxLength: 60 }),
  size: Type.Optional(
    Type.Integer({ minimum: 0, maximum: MOST_BYTES, description: 'bytes a piece; 0 or none: the whole' }),
  ),
  chunk: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'number of the piece, from 0' })),
});

/** The way out for packages by HTTP, at the addresses that ThingsBoard devices know. */
export function registerFirmwareRoutes(app: App, ctx: Context, devices: Devices): void {
  const server = createPackageServer(ctx);
  for (const kind of ['firmware', 'software'] as const)
    app.get(
      `/api/v1/:token/${kind}`,
      {
        schema: {
          tags: ['devices'],
          summary: `Fetch the ${kind} that was offered to a device, whole or in pieces; a piece beyond the end is empty`,
          params: Token,
          querystring: Query,
        },
      },
      async (request, reply) => {
        const device = await devices.book.byToken(request.params.token);
        if (device?.admin !== 'active')
          throw new Problem(401, 'device.unknown', {
            zh: '设备令牌无效或设备已停用。',
            en: 'The device token is not known, or the device is out of use.',
          });
        const { title, version, size, chunk } = request.query;
        const ask = { kind, title, version, piece: chunk ?? 0, size: size || undefined };
        const piece = await server.inTurn(device.id, () => server.piece(device.id, ask, MOST_BYTES));
        if (typeof piece === 'string') throw refusal(piece);
        return reply.header('content-type', 'application/octet-stream').send(piece);
      },
    );
}

function refusal(reason: PieceRefusal): Problem {
  if (reason === 'too-many')
    return new Problem(429, 'too-many', { zh: '请求过于频繁，请稍后再试。', en: 'Too many at once; ask again later.' });
  if (reason === 'wrong-size')
    return new Problem(422, 'package.size', { zh: '分块大小不合要求。', en: 'The size of a piece is out of bounds.' });
  return new Problem(404, 'package.not-offered', {
    zh: '没有下发给该设备的升级包。',
    en: 'No such package was offered to this device.',
  });
}
