import type { Config } from '../../config.ts';
import type { Dialect } from './dialect-types.ts';
import { sipServer } from './sip/server-identity.ts';

export type Setting = {
  key:
    | 'server'
    | 'user'
    | 'password'
    | 'token'
    | 'topic'
    | 'base'
    | 'url'
    | 'header'
    | 'signature'
    | 'serverId'
    | 'realm'
    | 'host'
    | 'port'
    | 'transport'
    | 'expires'
    | 'heartbeat';
  value: string;
};

export type Settings = {
  rows: Setting[];
  snippet: string | null;
  /** What must be switched on at the server before any of it works. */
  off: 'mqtt' | 'sip' | null;
};

/** Stands where a secret belongs that is not shown again. */
export const HIDDEN = '••••••••';

/**
 * What a technician types into the other side.
 * @param dialect undefined for a device that speaks our own way
 * @param secret shown once; else {@link HIDDEN}
 */
export function describeSettings(
  config: Pick<Config, 'publicUrl' | 'mqtt' | 'sip' | 'district'>,
  dialect: Dialect | undefined,
  { code, base, secret }: { code: string; base: string; secret: string },
): Settings {
  const { hostname: host } = new URL(config.publicUrl);
  const port = String(config.mqtt?.port ?? '');
  const server = `mqtt${config.mqtt?.tls ? 's' : ''}://${host}:${port}`;
  const url = `${config.publicUrl}/api/devices/hooks/${encodeURIComponent(code)}`;
  const row = (key: Setting['key'], value: string): Setting => ({ key, value });
  const fill: Record<string, string> = { server, host, port, code, secret, base, url };
  const snippet = dialect?.snippet?.replaceAll(/\{(\w+)\}/g, (whole, name: string) => fill[name] ?? whole) ?? null;
  const mqttOff = config.mqtt?.port === undefined ? 'mqtt' : null;
  switch (dialect?.transport) {
    case 'mqtt':
      return {
        rows: [row('server', server), row('user', code), row('password', secret), row('base', base)],
        snippet,
        off: mqttOff,
      };
    case 'http':
      return {
        rows: [
          row('url', url),
          row('password', secret),
          row('header', `authorization: Bearer ${secret}`),
          row('signature', 'x-gewu-signature: sha256=HMAC-SHA256(secret, x-gewu-timestamp + "." + body)'),
        ],
        snippet,
        off: null,
      };
    case 'sip': {
      const { id, realm } = sipServer(config);
      return {
        rows: [
          row('serverId', id),
          row('realm', realm),
          row('host', host),
          row('port', String(config.sip?.port ?? '')),
          row('user', code),
          row('password', secret),
          row('transport', 'UDP / TCP'),
          row('expires', '3600'),
          row('heartbeat', '60'),
        ],
        snippet,
        off: config.sip ? null : 'sip',
      };
    }
    default:
      return {
        rows: [
          row('server', server),
          row('token', secret),
          row('topic', 'v1/devices/me/telemetry'),
          row('url', `${config.publicUrl}/api/v1/${secret}/telemetry`),
        ],
        snippet,
        off: mqttOff,
      };
  }
}
