import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Secrets } from '../config.ts';

const folder = join(import.meta.dirname, 'migrations');

/** Passwords of the roles that sign in. */
export type LoginSecrets = Pick<Secrets, 'appPassword' | 'authPassword' | 'jobsPassword' | 'vaultPassword'>;

/**
 * Brings a database to the present schema: roles, then every `migrations/*.sql` not yet run, each in a transaction
 * of its own under a lock, so that two servers starting at once do not collide.
 * @param ownerUrl connection string of a role that may create roles and schemas
 * @returns names of the migrations that ran now
 * @throws Error when a migration that has already run was changed afterwards
 */
export async function migrate(ownerUrl: string, secrets: LoginSecrets): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(610402)');
    await client.query(rolesSql(client, secrets));
    await client.query(`create schema if not exists gewu; set search_path = gewu;
      create table if not exists gewu.migration (name text primary key, hash text not null, at timestamptz not null default now())`);
    const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from gewu.migration');
    const done = new Map(rows.map((row) => [row.name, row.hash]));
    // Row-level security lets no function see a row before the policy has, unless it is known to tell nothing: without
    // this the index for text search lies idle. Only a superuser may say so; elsewhere search is right but slower.
    await client.query(
      `do $$ begin if (select rolsuper from pg_roles where rolname = current_user) then alter function pg_catalog.ts_match_vq(tsvector, tsquery) leakproof; end if; end $$`,
    );
    // The system's policies let everything through; without them rows can be copied straight in, see copyRows.
    await client.query(
      `do $$ begin if (select rolsuper from pg_roles where rolname = current_user) then alter role gewu_system bypassrls; end if; end $$`,
    );
    const ran: string[] = [];
    for (const name of readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .sort()) {
      const text = readFileSync(join(folder, name), 'utf8');
      const hash = createHash('sha256').update(text).digest('hex');
      const before = done.get(name);
      if (before === hash) continue;
      if (before) throw new Error(`Migration ${name} was changed after it had run. Add a new migration instead.`);
      await client.query(`begin;\n${text}\n`);
      await client.query('insert into gewu.migration (name, hash) values ($1, $2)', [name, hash]);
      await client.query('commit');
      ran.push(name);
    }
    return ran;
  } finally {
    await client.end();
  }
}

/**
 * Least privilege: `gewu_app` may only become one of the actors' roles for a transaction; `gewu_auth` owns the
 * sign-in tables alone, so that no other part can read a password hash; `gewu_jobs` owns the job queue alone;
 * `gewu_vault` owns the support registers alone, so that nothing else can find out who stands in one.
 */
function rolesSql(client: pg.Client, secrets: LoginSecrets): string {
  const actors = ['gewu_staff', 'gewu_department', 'gewu_resident', 'gewu_system'];
  const logins: [string, string][] = [
    ['gewu_app', secrets.appPassword],
    ['gewu_auth', secrets.authPassword],
    ['gewu_jobs', secrets.jobsPassword],
    ['gewu_vault', secrets.vaultPassword],
  ];
  const make = (role: string, how: string) => `
    if not exists (select from pg_roles where rolname = '${role}') then create role ${role} ${how}; end if;`;
  return `do $$ begin ${actors.map((role) => make(role, 'nologin')).join('')}
    ${logins.map(([role]) => make(role, 'login noinherit')).join('')} end $$;
    ${logins.map(([role, word]) => `alter role ${role} with login noinherit password ${client.escapeLiteral(word)};`).join('\n')}
    ${actors.map((role) => `grant ${role} to gewu_app with inherit false, set true;`).join('\n')}
    ${['gewu_auth', 'gewu_jobs', 'gewu_vault'].map((role) => `grant ${role} to current_user with inherit true, set true;`).join(' ')}
    create schema if not exists gewu_auth; create schema if not exists graphile_worker; create schema if not exists vault;
    do $$ begin
      -- an owner who is no superuser may hand a schema over only to a role that may create in the database; the queue
      -- keeps that right: it asks for its schema to be made if need be, and PostgreSQL wants the right even where it is there
      execute format('grant create on database %I to gewu_auth, gewu_jobs, gewu_vault', current_database());
      alter schema gewu_auth owner to gewu_auth;
      alter schema graphile_worker owner to gewu_jobs;
      alter schema vault owner to gewu_vault;
      execute format('revoke create on database %I from gewu_auth, gewu_vault', current_database());
    end $$;
    do $$ begin
      execute format('alter role gewu_app in database %I set search_path = gewu', current_database());
      execute format('alter role gewu_auth in database %I set search_path = gewu_auth', current_database());
      execute format('alter role gewu_vault in database %I set search_path = vault', current_database());
      execute format('revoke create on database %I from public', current_database());
    end $$;
    revoke all on schema public from public;`;
}
