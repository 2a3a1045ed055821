import { type Static, Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { withSystem } from '../../db/with-actor.ts';
import { Nullable, TextSchema } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';

export const OwnDevice = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  profileName: TextSchema,
  place: Nullable(Type.String()),
  role: Type.String({ description: 'household or building_head' }),
  confirmed: Type.Boolean({ description: 'I said yes; until then nothing is told of the device but where it hangs' }),
  link: Type.String(),
  heardAt: Nullable(Type.String({ format: 'date-time' })),
  battery: Nullable(Type.Number({ description: 'percent, where it says so' })),
  alarms: Type.Array(TextSchema, { description: 'active now' }),
});
export type OwnDevice = Static<typeof OwnDevice>;

/** The devices for which somebody outside the staff is a contact: at home, or in the building they look after. */
export async function listOwnDevices(ctx: Context, actor: Actor): Promise<OwnDevice[]> {
  const { rows } = await withSystem(ctx.pool, (_db, client) =>
    client.query<Omit<OwnDevice, 'heardAt'> & { heardAt: Date | null }>(
      `select d.id, d.name, p.declaration -> 'name' as "profileName", d.place, c.role, y.es as confirmed,
         case when y.es then coalesce(s.link, 'unknown') else 'unknown' end as link,
         case when y.es then s.heard_at end as "heardAt", case when y.es and jsonb_typeof(s.state #> '{latest,battery,value}') = 'number'
           then (s.state #>> '{latest,battery,value}')::float8 end as battery,
         array(select coalesce((select rule -> 'name' from jsonb_array_elements(p.declaration::jsonb -> 'alarms') rule
             where rule ->> 'type' = a.type limit 1), jsonb_build_object('zh', a.type, 'en', a.type))
           from alarm a where a.device = d.id and a.active and y.es order by a.id desc) as alarms
       from device_contact c join device d on d.id = c.device join device_profile p on p.key = d.profile
       left join device_state s on s.device = d.id cross join lateral (select c.confirmed_at is not null as es) y
       where c.account = $1 and d.admin <> 'retired' order by d.id`,
      [actor.account],
    ),
  );
  return rows.map((row) => ({ ...row, heardAt: row.heardAt?.toISOString() ?? null }));
}
