import type { Actor } from '../../access/actor.ts';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { Sentence } from '../../http/problem.ts';
import { readConsumers } from '../compare/read-consumers.ts';
import { subjectOf } from '../pages/find-entity.ts';
import { readBase } from '../sources/read-base.ts';
import { findOwn } from './find-own.ts';

export type OwnLook = {
  at: string;
  role: string;
  post: string;
  organisation: string;
  /** Fields that were shown whole; none: the page was opened, masked. */
  fields: Sentence[];
  purpose: Sentence | null;
};

const { kinds } = readBase(CATALOGUE_DIR);
const MOST = 200;

/** Who looked at the resident's data: role and organisation, not the clerk's name; for what, and when. Newest first. */
export async function readOwnLooks(ctx: Context, actor: Actor): Promise<OwnLook[]> {
  const own = await findOwn(ctx, actor);
  const rows = await withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<{
      at: Date;
      post: number | null;
      data: { fields?: string[]; purpose?: string };
    }>(
      `select at, post, data from audit_event where subject = $1 and kind in ('look', 'open') order by id desc limit ${MOST}`,
      [subjectOf(own.id)],
    );
    return rows;
  });
  const { purposes } = readConsumers();
  return Promise.all(
    rows.map(async ({ at, post, data }) => {
      const held = post === null ? undefined : await ctx.caches.posts.get(post);
      const unit = held === undefined ? undefined : await ctx.caches.posts.unitName(held.organisation);
      return {
        at: at.toISOString(),
        role: held?.role ?? 'system',
        post: held?.name ?? '',
        organisation: unit ?? '',
        fields: (data.fields ?? []).map((key) => {
          const field = kinds.person.fields[key];
          return field ? { zh: field.zh, en: field.en } : { zh: key, en: key };
        }),
        purpose: data.purpose === undefined ? null : (purposes[data.purpose] ?? { zh: data.purpose, en: data.purpose }),
      };
    }),
  );
}
