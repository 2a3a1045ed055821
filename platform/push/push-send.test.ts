import { createServer } from 'node:net';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPushEndpoint } from './is-push-endpoint.ts';
import { isPrivateAddress, lookupPublic } from './lookup-public.ts';
import { createPushSend } from './push-send.ts';
import { startPushService } from './testing.ts';

it.each([
  ['https://fcm.googleapis.com/fcm/send/abc', true],
  ['https://updates.push.services.mozilla.com/wpush/v2/x', true],
  ['https://web.push.apple.com/Q', true],
  ['https://wns2-par02p.notify.windows.com/w/?token=x', true],
  ['https://push.example.cn/x', true],
  ['https://a.push.example.org/x', true],
  ['https://push.example.org/x', false],
  ['http://fcm.googleapis.com/x', false],
  ['https://fcm.googleapis.com:8443/x', false],
  ['https://a@fcm.googleapis.com/x', false],
  ['https://fcm.googleapis.com.example.net/x', false],
  ['https://evilpush.apple.com.cn/x', false],
  ['https://127.0.0.1/x', false],
  ['https://[::1]/x', false],
  ['ftp://fcm.googleapis.com/x', false],
  ['nothing', false],
])('%s may be sent to: %s', (endpoint, may) => {
  expect(isPushEndpoint(endpoint, ['push.example.cn', '*.push.example.org'])).toBe(may);
});

it('takes no host that is not known, however its address is written', () => {
  fc.assert(
    fc.property(fc.webUrl({ validSchemes: ['http', 'https'], withQueryParameters: true }), (url) => {
      expect(isPushEndpoint(url)).toBe(false);
    }),
    { numRuns: 40 },
  );
});

it.each([
  ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1'],
  ...[
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    'ff02::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'x',
  ],
])('%s lies inside', (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

it.each(['8.8.8.8', '142.250.1.95', '172.32.0.1', '2a00:1450:4001::5f', '2404:6800::1'])(
  '%s lies outside',
  (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  },
);

it('reaches nothing inside, even where the name is allowed', async () => {
  const found = await new Promise((done) => lookupPublic('localhost', {}, (error) => done(error)));
  expect(String(found)).toContain('private network');
  let touched = 0;
  const server = createServer((socket) => {
    touched++;
    socket.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const service = await startPushService();
  const phone = { ...service.subscribe('inside'), endpoint: 'https://localhost/x' };
  const send = createPushSend({ on: true, hosts: ['localhost'], proxy: undefined, contact: 'mailto:a@b.cn' });
  expect(await send(phone, '{}', {})).toBeUndefined();
  const { port } = server.address() as { port: number };
  expect(await send({ ...phone, endpoint: `https://127.0.0.1:${port}/` }, '{}', {})).toEqual({ status: 403 });
  expect(touched).toBe(0);
  server.close();
  await service.close();
});
