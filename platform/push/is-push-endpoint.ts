/** Push services of the makers of browsers: Chromium, Firefox, Safari, Edge. */
const KNOWN = ['fcm.googleapis.com', '*.push.services.mozilla.com', '*.push.apple.com', '*.notify.windows.com'];

/**
 * Whether something may be sent to an address that a browser gave: over TLS, at its usual port, to a host that is known
 * as a push service. Else a subscription would be a way to let the server call any address.
 * @param more hosts that the installation adds; `*.` before a name takes what lies below it
 */
export function isPushEndpoint(endpoint: string, more: readonly string[] = []): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, username, password } = new URL(endpoint);
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false;
  return [...KNOWN, ...more].some((host) =>
    host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host,
  );
}
