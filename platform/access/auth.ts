import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { phoneNumber, username } from 'better-auth/plugins';
import type pg from 'pg';
import type { Config } from '../config.ts';

/** Takes a fresh sign-in code from the library, which knows the phone's hash only; see deliver-code.ts. */
export type CodeTaker = (phoneHash: string, code: string) => Promise<void>;

export type Auth = ReturnType<typeof createAuth>;

/**
 * The sign-in library, over tables that only the role `gewu_auth` can read. Residents are known to it by the keyed
 * hash of their phone, never by the number.
 */
export function createAuth(config: Config, pool: pg.Pool, takeCode: CodeTaker) {
  return betterAuth({
    database: pool,
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret: config.secrets.authSecret,
    telemetry: { enabled: false },
    logger: { level: 'error' },
    trustedOrigins: (request) => [config.publicUrl, ...sameHost(request)],
    // staff accounts are made by a manager and residents by phone code: nobody signs up through the library's door
    disabledPaths: [
      '/sign-up/email',
      '/sign-in/email',
      '/phone-number/send-otp',
      '/phone-number/verify',
      '/sign-in/phone-number',
    ],
    emailAndPassword: { enabled: true, minPasswordLength: 10 },
    session: { expiresIn: 7 * 24 * 3600, updateAge: 24 * 3600 },
    rateLimit: { enabled: true, window: 60, max: 120, customRules: { '/sign-in/username': { window: 60, max: 10 } } },
    plugins: [
      username({ minUsernameLength: 3, maxUsernameLength: 64 }),
      phoneNumber({
        expiresIn: 300,
        allowedAttempts: 5,
        sendOTP: ({ phoneNumber, code }) => takeCode(phoneNumber, code),
        signUpOnVerification: {
          getTempEmail: (hash) => `${hash.slice(0, 32)}@phone.invalid`,
          getTempName: () => 'resident',
        },
      }),
    ],
  });
}

function sameHost(request: Request | undefined): string[] {
  const host = request?.headers.get('host');
  return host ? [`http://${host}`, `https://${host}`] : [];
}

/** Creates or extends the sign-in library's own tables. */
export async function migrateAuth(auth: Auth): Promise<void> {
  const { runMigrations } = await getMigrations(auth.options);
  await runMigrations();
}
