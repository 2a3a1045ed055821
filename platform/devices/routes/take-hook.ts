import { Type } from 'typebox';
import type { App } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { checkSignature } from '../dialects/check-signature.ts';
import type { Dialects, Spoken } from '../dialects/create-dialects.ts';
import type { Devices } from '../intake/create-devices.ts';
import type { KnownDevice, RefusalReason } from '../intake/intake-types.ts';

const MOST = 1000;
const Word = Type.Optional(Type.String({ maxLength: 300 }));
const Headers = Type.Object({
  authorization: Type.Optional(Type.String({ maxLength: 300, description: 'Bearer SECRET; or sign instead' })),
  'x-gewu-timestamp': Word,
  'x-gewu-signature': Type.Optional(
    Type.String({ maxLength: 300, description: 'sha256=HMAC-SHA256(secret, timestamp.body), hexadecimal' }),
  ),
});

/**
 * The way in for other systems that send a device's words over HTTP, in the dialect that the hook was registered with. It
 * proves itself by its secret, or better by a signature that goes with the body and is good once. 200 means committed.
 */
export function registerDeviceHook(app: App, ctx: Context, devices: Devices, dialects: Dialects): void {
  void app.register(async (plain) => {
    const scope = plain as App;
    // a signature is over the bytes as they were sent
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post(
      '/api/devices/hooks/:code',
      {
        schema: {
          tags: ['devices'],
          summary: 'Send what a device of another system said, as a webhook does',
          params: Type.Object({ code: Type.String({ minLength: 1, maxLength: 200 }) }),
          headers: Headers,
          body: Type.Unknown({ description: 'JSON in the dialect of the hook: a message, or a list of messages' }),
          response: { 200: Type.Object({ taken: Type.Integer(), refused: Type.Array(Type.String()) }) },
        },
      },
      async (request) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const at = Date.now();
        const { hook, spoken } = await findHook(request.params.code);
        const undo = await prove(hook, spoken, request.headers, body, at);
        try {
          if (devices.intake.isFull())
            throw new Problem(503, 'device.busy', {
              zh: '系统繁忙，请稍后重发。',
              en: 'Too much is waiting; send again later.',
            });
          return await take(hook, spoken, body, at);
        } catch (error) {
          await undo();
          throw error;
        }
      },
    );
  });

  async function findHook(code: string): Promise<{ hook: KnownDevice; spoken: Spoken }> {
    const hook = code.includes('\u0000') ? undefined : await devices.book.byCode(code);
    const spoken = hook?.admin === 'active' ? await dialects.of(hook) : undefined;
    if (!hook || spoken?.dialect.transport !== 'http') throw unknownHook();
    return { hook, spoken };
  }

  /** @returns what gives a signature free again, where nothing was done with it */
  async function prove(
    hook: KnownDevice,
    spoken: Spoken,
    headers: { authorization?: string; 'x-gewu-timestamp'?: string; 'x-gewu-signature'?: string },
    body: Buffer,
    at: number,
  ): Promise<() => Promise<unknown>> {
    const refuse = (reason: RefusalReason) => {
      devices.tally.refuse(hook.id, [{ reason, sample: '' }]);
      return unknownHook();
    };
    const { authorization, 'x-gewu-signature': signature, 'x-gewu-timestamp': timestamp } = headers;
    if (signature === undefined) {
      const [, token] = /^Bearer (\S{1,200})$/.exec(authorization ?? '') ?? [];
      const speaker = token ? await devices.book.byToken(token) : undefined;
      if (speaker?.id !== hook.id) throw refuse('wrong-password');
      return async () => undefined;
    }
    const secret = spoken.sealed ? String(ctx.sealer.openJson(spoken.sealed)) : '';
    const bytes = secret === '' ? undefined : checkSignature(secret, timestamp ?? '', signature, body, at);
    if (!bytes) throw refuse('wrong-signature');
    const { rowCount } = await ctx.writer.query(
      `with old as (delete from hook_signature where at < now() - interval '20 minutes')
       insert into hook_signature (signature) values ($1) on conflict do nothing`,
      [bytes],
    );
    if (rowCount !== 1) throw refuse('replayed');
    return () => ctx.writer.query('delete from hook_signature where signature = $1', [bytes]);
  }

  async function take(hook: KnownDevice, spoken: Spoken, body: Buffer, at: number) {
    const parsed = parse(body);
    const list = Array.isArray(parsed) ? parsed : [parsed];
    const fault: RefusalReason | undefined =
      parsed === undefined ? 'not-json' : list.length > MOST ? 'too-large' : undefined;
    if (fault) {
      devices.tally.refuse(hook.id, [{ reason: fault, sample: body.toString('utf8', 0, 300) }]);
      return { taken: 0, refused: [fault] };
    }
    const heard = await Promise.all(list.map((one) => dialects.hear(hook, spoken, { body: one }, at)));
    return {
      taken: heard.reduce((sum, { taken }) => sum + taken, 0),
      refused: heard.flatMap(({ refused }) => refused),
    };
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

const unknownHook = () =>
  new Problem(401, 'hook.unknown', {
    zh: 'Webhook 不存在或凭据无效。',
    en: 'There is no such hook, or what it proves itself with is wrong.',
  });
