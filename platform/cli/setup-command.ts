import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Command } from 'commander';
import { planOrganisations } from '../../sample/people/plan-posts.ts';
import { readAreaNames } from '../../sample/read-area-names.ts';
import { SYSTEM } from '../access/actor.ts';
import { createUser } from '../access/create-user.ts';
import { recordEvent } from '../audit/record-event.ts';
import { CATALOGUE_DIR } from '../catalogue/read-catalogue.ts';
import type { Installation } from '../compose.ts';
import { withSystem } from '../db/with-actor.ts';
import { withInstallation } from './with-installation.ts';

/** `gewu setup`: what a real district begins with, where `gewu sample` is not wanted. */
export function registerSetup(program: Command): void {
  program
    .command('setup')
    .description(
      'begin a real district: its coded areas, its organisations and a first manager, whose password is shown once',
    )
    .requiredOption('--username <username>', "the manager's sign-in name")
    .requiredOption('--name <name>', "the manager's name")
    .action((options: { username: string; name: string }) =>
      withInstallation(async (installation) => {
        const areas = await setUpAreas(installation);
        const password = await makeManager(installation, options);
        process.stdout.write(
          `${areas ? `${areas} areas and their organisations are in. ` : ''}${options.username} may sign in with the password\n\n  ${password}\n\nIt is not shown again. Polygons come in with: gewu areas import FILE --crs gcj02\n`,
        );
      }),
    );
}

/** Streets and communities by their statistical codes, with their offices and the departments; nothing where areas are in already. */
async function setUpAreas({ ctx, catalogue }: Installation): Promise<number> {
  const names = readAreaNames(join(CATALOGUE_DIR, 'districts', ctx.config.district, 'areas.csv'));
  return withSystem(ctx.pool, async (db) => {
    if (await db.selectFrom('area').select('code').limit(1).executeTakeFirst()) return 0;
    const rows = names.map(({ code, name, nameEn }) => ({
      code,
      name,
      name_en: nameEn,
      parent: code.length > 6 ? code.slice(0, -3) : null,
    }));
    await db
      .insertInto('area')
      .values(rows.sort((a, b) => a.code.length - b.code.length))
      .execute();
    for (const { parent, code, name, nameEn, kind, area } of planOrganisations(names, catalogue.departments)) {
      const above = parent
        ? await db.selectFrom('organisation').select('id').where('code', '=', parent).executeTakeFirst()
        : undefined;
      await db
        .insertInto('organisation')
        .values({ code, name, name_en: nameEn, kind, area, parent: above?.id ?? null })
        .execute();
    }
    await recordEvent(db, SYSTEM, {
      kind: 'change',
      area: ctx.config.district,
      subject: 'setup',
      data: { areas: rows.length },
    });
    return rows.length;
  });
}

async function makeManager(
  { ctx }: Installation,
  { username, name }: { username: string; name: string },
): Promise<string> {
  const account = randomUUID();
  const password = randomBytes(12).toString('base64url');
  await withSystem(ctx.pool, async (db) => {
    const district = await db
      .selectFrom('organisation')
      .select('id')
      .where('kind', '=', 'district')
      .executeTakeFirstOrThrow();
    await db.insertInto('account').values({ id: account, kind: 'staff', name }).execute();
    const post = await db
      .insertInto('post')
      .values({ area: ctx.config.district, role: 'manager', organisation: district.id, name: '系统管理员' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db.insertInto('post_holder').values({ post: post.id, account }).execute();
    await recordEvent(db, SYSTEM, {
      kind: 'change',
      area: ctx.config.district,
      subject: `account ${account}`,
      data: { act: 'first-manager' },
    });
  });
  await createUser(ctx.auth, { account, username, name, password });
  return password;
}
