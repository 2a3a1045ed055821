import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { deliverCode } from './deliver-code.ts';

it('shows the code in sample mode only, and says so where there is no way to the phone', async () => {
  expect(await deliverCode({ sample: true, sms: undefined }, '13800000000', '123456')).toBe('123456');
  await expect(deliverCode({ sample: false, sms: undefined }, '13800000000', '123456')).rejects.toMatchObject({
    status: 503,
    code: 'code.no-gateway',
  });
});

it('hands phone and code to the gateway, and never to the screen beside it', async () => {
  const got: unknown[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (text: string) => got.push(request.headers.authorization, JSON.parse(text)));
    request.on('end', () => response.writeHead(status).end());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  const sms = { url: `http://127.0.0.1:${port}/`, token: 'secret' };
  expect(await deliverCode({ sample: true, sms }, '13800000000', '123456')).toBeUndefined();
  expect(got).toEqual(['Bearer secret', { phone: '13800000000', code: '123456' }]);
  status = 500;
  await expect(deliverCode({ sample: true, sms }, '13800000000', '1')).rejects.toMatchObject({ code: 'code.not-sent' });
  server.close();
});
