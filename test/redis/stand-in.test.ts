import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { startStandIn } from '../../src/redis/stand-in.js';

test('the stand-in serves this machine alone', async () => {
  const server = await startStandIn();
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of outside) {
    const socket = connect(server.port, address);
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNREFUSED');
  }
  await server.close();
});

test('it tells its clients when it stops, and can be begun again on its port', async () => {
  const first = await startStandIn();
  const socket = connect(first.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('PING\r\n');
  expect(String((await once(socket, 'data'))[0])).toBe('+PONG\r\n');
  const cut = once(socket, 'close');
  await first.close();
  await cut;
  const again = await startStandIn(first.port);
  expect(again.port).toBe(first.port);
  await again.close();
});
