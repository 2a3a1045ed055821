import { createECDH } from 'node:crypto';
import { Agent } from 'node:https';
import webPush, { type RequestOptions, WebPushError } from 'web-push';
import type { Config } from '../config.ts';
import { isPushEndpoint } from './is-push-endpoint.ts';
import { lookupPublic } from './lookup-public.ts';

export type Phone = { endpoint: string; keys: { p256dh: string; auth: string } };
export type PushOptions = Pick<RequestOptions, 'TTL' | 'urgency' | 'topic' | 'vapidDetails'>;
/** What a push service answered; none: it could not be reached. */
export type PushAnswer = { status: number; retryAfter?: string | undefined } | undefined;
/** The way out to push services. */
export type PushSend = (phone: Phone, payload: string, options: PushOptions) => Promise<PushAnswer>;

const TIMEOUT_MS = 10_000;

/** The public half of the installation's key, base64url: a browser binds its subscription to it. */
export function publicPushKey(privateKey: string): string {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(privateKey, 'base64url');
  return pair.getPublicKey('base64url');
}

/** The real way: TLS to known push services alone, never into a private network; through a proxy where one is set. */
export function createPushSend(push: Config['push']): PushSend {
  const agent = new Agent({ keepAlive: true, maxSockets: 8, lookup: lookupPublic });
  return async (phone, payload, options) => {
    if (!isPushEndpoint(phone.endpoint, push.hosts)) return { status: 403 };
    try {
      const way = push.proxy ? { proxy: push.proxy } : { agent };
      const { statusCode } = await webPush.sendNotification(phone, payload, {
        ...options,
        ...way,
        timeout: TIMEOUT_MS,
      });
      return { status: statusCode };
    } catch (error) {
      if (!(error instanceof WebPushError)) return undefined;
      return { status: error.statusCode, retryAfter: error.headers['retry-after'] };
    }
  };
}
