import { createHmac } from 'node:crypto';
import { Type } from 'typebox';
import type { App } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { notFound } from '../../http/problem.ts';
import { createUser } from '../create-user.ts';

const PersonSchema = Type.Object({
  account: Type.String(),
  name: Type.String(),
  role: Type.String(),
  area: Type.String(),
  areaName: Type.String(),
  organisation: Type.String(),
});

/** One sample person of each role and a few neighbours, so that a newcomer can walk a matter through the levels. */
export function registerSamplePeople(app: App, ctx: Context): void {
  if (!ctx.config.sample) return;
  app.get(
    '/api/sample/people',
    {
      schema: {
        tags: ['access'],
        summary: 'Sample people by role (sample mode only)',
        response: { 200: Type.Array(PersonSchema) },
      },
    },
    async () => {
      const posts = (await ctx.caches.posts.all()).filter((post) => post.holders.length > 0);
      const seen = new Map<string, number>();
      const chosen = posts.filter((post) => {
        const most = post.role === 'department_desk' ? 12 : 2;
        const count = seen.get(post.role) ?? 0;
        seen.set(post.role, count + 1);
        return count < most;
      });
      return Promise.all(
        chosen.map(async (post) => ({
          account: post.holders[0] as string,
          name: post.holderNames[0] as string,
          role: post.role,
          area: post.area,
          areaName: await ctx.caches.areas.name(post.area),
          organisation: post.organisationName,
        })),
      );
    },
  );

  app.post(
    '/api/sample/sign-in',
    {
      schema: {
        tags: ['access'],
        summary: 'Sign in as a sample person (sample mode only)',
        body: Type.Object({ account: Type.String({ pattern: '^[\\w-]{1,64}$' }) }),
        response: { 200: Type.Object({ account: Type.String() }) },
      },
    },
    async (request, reply) => {
      const { account } = request.body;
      const [post] = await ctx.caches.posts.ofAccount(account);
      if (!post) throw notFound({ zh: '该人员', en: 'The person' });
      // random to everybody but this installation, and the same at every start
      const password = createHmac('sha256', ctx.config.secrets.authSecret)
        .update(`sample:${account}`)
        .digest('base64url');
      const signIn = () => ctx.auth.api.signInUsername({ body: { username: account, password }, asResponse: true });
      let answer = await signIn();
      if (!answer.ok) {
        await createUser(ctx.auth, {
          account,
          username: account,
          name: post.holderNames[post.holders.indexOf(account)] ?? account,
          password,
        });
        answer = await signIn();
      }
      reply.header('set-cookie', answer.headers.getSetCookie());
      return { account };
    },
  );
}
