import type { Config } from '../config.ts';
import { Problem } from '../http/problem.ts';

/**
 * Brings a sign-in code to its phone: over the configured SMS gateway, or, in sample mode, back to the screen.
 * A gateway is any HTTP address that takes `{phone, code}` as JSON with a bearer token; what stands behind it is the
 * district's own contract.
 * @returns the code where it is to be shown on the screen
 * @throws Problem 503 where there is no way to the phone
 */
export async function deliverCode(
  config: Pick<Config, 'sample' | 'sms'>,
  phone: string,
  code: string,
): Promise<string | undefined> {
  if (!config.sms) {
    if (config.sample) return code;
    throw new Problem(503, 'code.no-gateway', {
      zh: '短信服务尚未开通，请拨打 12345 或到社区办理。',
      en: 'Text messages are not set up here yet. Please call 12345 or visit your community.',
    });
  }
  const answer = await fetch(config.sms.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${config.sms.token}` },
    body: JSON.stringify({ phone, code }),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => undefined);
  if (!answer?.ok)
    throw new Problem(503, 'code.not-sent', {
      zh: '短信发送失败，请稍后再试。',
      en: 'The text message could not be sent. Please try again later.',
    });
  return undefined;
}
