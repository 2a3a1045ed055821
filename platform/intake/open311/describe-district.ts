import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { writeMoment } from './parse-moment.ts';
import type { Open311Settings } from './read-settings.ts';
import type { Plain } from './write-xml.ts';

/** Service discovery (GeoReport v2, "Service Discovery"): who we are, where the endpoint is and what it speaks. */
export async function describeDistrict(ctx: Context, settings: Open311Settings): Promise<{ [key: string]: Plain }> {
  const changeset = writeMoment(await lastChange(ctx));
  return {
    changeset,
    contact: settings.contact,
    key_service: settings.key_service,
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: `${ctx.config.publicUrl}/open311/v2`,
        changeset,
        type: ctx.config.sample ? 'test' : 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  };
}

/** When services or their definitions last changed: clients fetch them again after it. */
async function lastChange(ctx: Context): Promise<Date> {
  const row = await withSystem(ctx.pool, (db) =>
    db
      .selectFrom('procedure_version')
      .select((e) => e.fn.max('created_at').as('at'))
      .executeTakeFirst(),
  );
  return row?.at ?? new Date(0);
}
