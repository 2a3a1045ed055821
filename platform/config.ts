import { createECDH, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseDataFolder } from './db/choose-data-folder.ts';

/** Secrets of one installation; made at first start, never in the repository. */
export type Secrets = {
  superPassword: string;
  appPassword: string;
  authPassword: string;
  jobsPassword: string;
  vaultPassword: string;
  authSecret: string;
  /** 32 bytes, base64: seals personal fields. */
  sealKey: string;
  /** 32 bytes, base64: keyed hashes for look-up of phones. */
  hashKey: string;
  /** 32 bytes, base64: wraps the keys of support registers, each person's own. */
  vaultKey: string;
  /** Private key (P-256), base64url: push services know this installation by it. */
  pushKey: string;
};

export type PushConfig = {
  on: boolean;
  /** Hosts of push services beside the known ones; `*.` before a name takes what lies below it. */
  hosts: string[];
  /** HTTP proxy on the way out. */
  proxy: string | undefined;
  /** Whom a push service may ask: a mailto: or https: address. */
  contact: string;
};

export type MqttConfig = {
  /** Port of the broker inside; none: it is switched off. */
  port: number | undefined;
  /** Files of certificate and key, PEM; with them the broker inside speaks TLS. */
  tls: { certFile: string; keyFile: string } | undefined;
  /** An outside broker to hear, e.g. mqtts://user:word@host:8883. */
  url: string | undefined;
  /** Servers of one group share an outside broker's messages. */
  group: string;
};

export type Config = {
  dataFolder: string;
  host: string;
  port: number;
  /** Where residents and staff reach the server; decides cookies and links. */
  publicUrl: string;
  databaseUrl: string | undefined;
  sample: boolean;
  /** Whether the sample's devices go on living while the server runs. */
  sampleFeed: boolean;
  /** Whether a first start also imports the department files of the sample, in the background. */
  sampleRows: boolean;
  logLevel: string;
  /** Six digits of the district this server looks after. */
  district: string;
  s3: { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string } | undefined;
  mqtt: MqttConfig;
  /** Where GB/T 28181 devices register, and our own code of 20 digits if one was assigned; none: switched off. */
  sip: { port: number; id: string | undefined } | undefined;
  push: PushConfig;
  /** Where sign-in codes go out; none: shown on the screen in sample mode, refused elsewhere. */
  sms: { url: string; token: string } | undefined;
  secrets: Secrets;
};

/**
 * Reads the configuration from the environment and the data folder.
 * @param env GEWU_DATA, HOST, PORT, GEWU_URL, DATABASE_URL, GEWU_SAMPLE (0 switches the sample off), GEWU_SAMPLE_FEED
 *   (0 lets its devices rest), GEWU_SAMPLE_ROWS (0 leaves out its department files), LOG_LEVEL,
 *   GEWU_DISTRICT, S3_*, SMS_URL, SMS_TOKEN, GEWU_SECRETS (a file; for several servers over one database),
 *   MQTT_PORT (of the broker inside, default 1883; `off` for none), MQTT_TLS_CERT and MQTT_TLS_KEY (files), MQTT_URL (an
 *   outside broker), MQTT_GROUP, SIP_PORT (where GB/T 28181 devices register; none: off), SIP_ID (our code of 20 digits
 *   there), PUSH (`off`: phones are told nothing while the app is closed), PUSH_HOSTS (further push services, with commas
 *   between), PUSH_PROXY, PUSH_CONTACT
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const dataFolder = chooseDataFolder(env.GEWU_DATA);
  const port = Number(env.PORT ?? 8080);
  const host = env.HOST ?? '127.0.0.1';
  const publicUrl = env.GEWU_URL ?? `http://localhost:${port}`;
  return {
    dataFolder,
    host,
    port,
    publicUrl,
    databaseUrl: env.DATABASE_URL,
    sample: env.GEWU_SAMPLE ? env.GEWU_SAMPLE !== '0' : true,
    sampleFeed: env.GEWU_SAMPLE !== '0' && env.GEWU_SAMPLE_FEED !== '0',
    sampleRows: env.GEWU_SAMPLE_ROWS !== '0',
    logLevel: env.LOG_LEVEL ?? 'warn',
    district: env.GEWU_DISTRICT ?? '610402',
    s3: env.S3_ENDPOINT
      ? {
          endpoint: env.S3_ENDPOINT,
          bucket: env.S3_BUCKET ?? 'gewu',
          region: env.S3_REGION ?? 'auto',
          accessKey: env.S3_ACCESS_KEY ?? '',
          secretKey: env.S3_SECRET_KEY ?? '',
        }
      : undefined,
    sip: env.SIP_PORT ? { port: Number(env.SIP_PORT), id: readSipId(env.SIP_ID) } : undefined,
    mqtt: {
      port: env.MQTT_PORT === 'off' ? undefined : Number(env.MQTT_PORT ?? 1883),
      tls:
        env.MQTT_TLS_CERT && env.MQTT_TLS_KEY ? { certFile: env.MQTT_TLS_CERT, keyFile: env.MQTT_TLS_KEY } : undefined,
      url: env.MQTT_URL,
      group: env.MQTT_GROUP ?? 'gewu',
    },
    push: {
      on: env.PUSH !== 'off',
      hosts: (env.PUSH_HOSTS ?? '').split(',').flatMap((name) => name.trim() || []),
      proxy: env.PUSH_PROXY,
      contact: env.PUSH_CONTACT ?? `mailto:gewu@${new URL(publicUrl).hostname}`,
    },
    sms: env.SMS_URL ? { url: env.SMS_URL, token: env.SMS_TOKEN ?? '' } : undefined,
    secrets: readSecrets(env.GEWU_SECRETS ?? join(dataFolder, 'secrets.json')),
  };
}

/** @throws Error where it is no code of 20 digits */
function readSipId(id: string | undefined): string | undefined {
  if (id !== undefined && !/^\d{20}$/.test(id))
    throw new Error(`SIP_ID must be 20 digits, not ${id}. SIP_ID 须为 20 位数字。`);
  return id;
}

function readSecrets(file: string): Secrets {
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const word = () => randomBytes(24).toString('base64url');
  const key = () => randomBytes(32).toString('base64');
  const secrets: Secrets = {
    superPassword: word(),
    appPassword: word(),
    authPassword: word(),
    jobsPassword: word(),
    vaultPassword: word(),
    authSecret: key(),
    sealKey: key(),
    hashKey: key(),
    vaultKey: key(),
    pushKey: privateKey(),
    ...known,
  };
  // an installation from before a secret came to be gets it now
  if (Object.keys(secrets).length === Object.keys(known).length) return secrets;
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

function privateKey(): string {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  return pair.getPrivateKey().toString('base64url');
}
