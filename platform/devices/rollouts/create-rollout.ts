import { randomInt } from 'node:crypto';
import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { chooseStages } from './choose-stages.ts';
import { canTake, findTargets } from './find-targets.ts';
import type { NewRollout } from './rollout-schemas.ts';
import { type SeenPackage, seePackage } from './see-package.ts';

/** A first stage may touch this share at most: what it shows must still be able to stop the rest. */
export const MOST_FIRST = 0.2;

/**
 * Starts a rollout: its devices are counted, spread over the stages and written down; from then on the clock turns it.
 * Sent again under the same key it answers with what was started the first time.
 * @throws Problem 404 for a package out of sight; 409 where the count is no longer the one that was confirmed; 422 where
 *   the area or a stage is not right
 */
export async function createRollout(ctx: Context, actor: Actor, input: NewRollout): Promise<number> {
  const pack = await seePackage(ctx, actor, input.package, input.area);
  if (pack.retired)
    throw new Problem(409, 'package.retired', { zh: '该升级包已停用。', en: 'This package is retired.' });
  checkStages(input);
  return withSystem(ctx.pool, async (db, client) => {
    const { rows: before } = await client.query<{ id: number; account: string }>(
      'select id, account from rollout where key = $1',
      [input.key],
    );
    if (before[0]) {
      if (before[0].account === actor.account) return before[0].id;
      throw new Problem(409, 'rollout.key-used', { zh: '该编号已被使用。', en: 'This key is in use.' });
    }
    const targets = (await findTargets(client, pack, input)).filter((found) => canTake(found, pack.kind));
    if (targets.length !== input.count)
      throw new Problem(
        409,
        'rollout.count',
        {
          zh: `符合条件的设备现为 ${targets.length} 台，与您确认的 ${input.count} 台不同，请重新确认。`,
          en: `There are ${targets.length} devices now, not the ${input.count} that you confirmed. Please confirm again.`,
        },
        { count: targets.length },
      );
    if (targets.length === 0)
      throw new Problem(422, 'rollout.nobody', { zh: '没有需要升级的设备。', en: 'No device needs this package.' });
    const seed = input.seed ?? randomInt(2 ** 31 - 1);
    const id = await insertRollout(client, actor, input, pack, seed);
    const siteOf = new Map(targets.map(({ id: device, site }) => [device, site]));
    const rows = chooseStages(
      targets,
      input.stages.map(({ share }) => share),
      seed,
    ).map(({ id: device, stage, rank }) => ({ device, stage, rank, site: siteOf.get(device) }));
    await client.query(
      `insert into rollout_device (rollout, device, stage, rank, site)
       select $1, device, stage, rank, site from json_to_recordset($2) as x(device int, stage smallint, rank int, site text)`,
      [id, JSON.stringify(rows)],
    );
    const data = { package: `${pack.title} ${pack.version}`, devices: rows.length, stages: input.stages };
    await client.query(
      `insert into rollout_event (rollout, change, account, post, data) values ($1, 'started', $2, $3, $4)`,
      [id, actor.account, actor.kind === 'staff' ? actor.post.id : null, JSON.stringify(data)],
    );
    await recordEvent(db, actor, {
      kind: 'change',
      area: input.area,
      subject: `rollout:${id}`,
      data: { what: 'started', ...data },
    });
    return id;
  });
}

async function insertRollout(
  client: { query: (sql: string, values: unknown[]) => Promise<{ rows: { id: number }[] }> },
  actor: Actor,
  input: NewRollout,
  pack: SeenPackage,
  seed: number,
): Promise<number> {
  // two persons: one who brings the package and one who starts it, or else one who approves what the first stage showed
  const second = pack.account === actor.account ? null : actor.account;
  const { rows } = await client.query(
    `insert into rollout (key, package, area, model, from_version, seed, stages, fail_limit, silent_limit, silent_s, patience_s,
       most_at_once, quiet_from, quiet_to, ends_at, approved_by, account, post)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, now() + make_interval(hours => $15), $16, $17, $18) returning id`,
    [
      input.key,
      pack.id,
      input.area,
      input.model ?? null,
      input.fromVersion ?? null,
      seed,
      JSON.stringify(input.stages),
      input.failLimit,
      input.silentLimit,
      input.silentS,
      input.patienceS,
      input.mostAtOnce,
      input.quiet?.from ?? null,
      input.quiet?.to ?? null,
      input.hours,
      second,
      actor.account,
      actor.kind === 'staff' ? actor.post.id : null,
    ],
  );
  return rows[0]?.id as number;
}

function checkStages({ stages, silentS }: NewRollout): void {
  const [first] = stages;
  const rising = stages.every(({ share }, i) => share > (stages[i - 1]?.share ?? 0));
  if (!first || !rising || first.share > MOST_FIRST || stages.at(-1)?.share !== 1)
    throw new Problem(422, 'rollout.stages', {
      zh: '各阶段比例须递增，第一阶段不超过 20%，最后一阶段为 100%。',
      en: 'The shares must rise, the first be 20 % at most and the last 100 %.',
    });
  if (stages.slice(0, -1).some(({ waitS }) => waitS < silentS))
    throw new Problem(422, 'rollout.wait', {
      zh: '每个阶段的观察时间不能短于判定失联的时间。',
      en: 'Each stage must be watched at least as long as it takes to call a device silent.',
    });
}
