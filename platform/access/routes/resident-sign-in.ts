import { Type } from 'typebox';
import { withSystem } from '../../db/with-actor.ts';
import type { App } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { deliverCode } from '../deliver-code.ts';

const PhoneSchema = Type.String({ pattern: '^1[3-9]\\d{9}$', description: 'Chinese mobile number' });

/**
 * Residents sign in by phone code. The sign-in library knows the phone's keyed hash only; the number itself is
 * sealed in the account. In sample mode the code comes back in the answer, for the screen.
 */
export function registerResidentSignIn(app: App, ctx: Context): void {
  app.post(
    '/api/resident/code',
    {
      config: {
        rateLimit: {
          max: 5,
          timeWindow: '1 minute',
          hook: 'preHandler',
          keyGenerator: (request) => `code:${(request.body as { phone?: string } | undefined)?.phone ?? request.ip}`,
        },
      },
      schema: {
        tags: ['access'],
        summary: 'Send a sign-in code',
        body: Type.Object({ phone: PhoneSchema }, { additionalProperties: false }),
        response: { 200: Type.Object({ sent: Type.Boolean(), sampleCode: Type.Optional(Type.String()) }) },
      },
    },
    async (request) => {
      const hash = ctx.sealer.phoneHash(request.body.phone).toString('hex');
      await ctx.auth.api.sendPhoneNumberOTP({ body: { phoneNumber: hash } });
      const code = ctx.freshCodes.get(hash) ?? '';
      ctx.freshCodes.delete(hash);
      const sampleCode = await deliverCode(ctx.config, request.body.phone, code);
      return { sent: true, ...(sampleCode && { sampleCode }) };
    },
  );

  app.post(
    '/api/resident/sign-in',
    {
      config: {
        rateLimit: {
          max: 10,
          timeWindow: '1 minute',
          hook: 'preHandler',
          keyGenerator: (request) => `sign-in:${(request.body as { phone?: string } | undefined)?.phone ?? request.ip}`,
        },
      },
      schema: {
        tags: ['access'],
        summary: 'Sign in with a code',
        body: Type.Object(
          { phone: PhoneSchema, code: Type.String({ pattern: '^\\d{6}$' }) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ account: Type.String() }) },
      },
    },
    async (request, reply) => {
      const phoneHash = ctx.sealer.phoneHash(request.body.phone);
      const answer = await ctx.auth.api.verifyPhoneNumber({
        body: { phoneNumber: phoneHash.toString('hex'), code: request.body.code },
        asResponse: true,
      });
      if (!answer.ok)
        throw new Problem(422, 'code.wrong', {
          zh: '验证码不正确或已过期，请重新获取。',
          en: 'The code is wrong or too old. Ask for a new one.',
        });
      const { user } = (await answer.json()) as { user: { id: string } };
      await withSystem(ctx.pool, (db) =>
        db
          .insertInto('account')
          .values({
            id: user.id,
            kind: 'resident',
            sealed: ctx.sealer.seal({ name: '', phone: request.body.phone }),
            phone_hash: phoneHash,
          })
          .onConflict((c) => c.column('id').doNothing())
          .execute(),
      );
      reply.header('set-cookie', answer.headers.getSetCookie());
      return { account: user.id };
    },
  );
}
