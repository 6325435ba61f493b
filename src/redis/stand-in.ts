import { once } from 'node:events';
import type { Socket } from 'node:net';

/** A Redis in this process, in memory. */
export interface StandIn {
  readonly port: number;
  /** Stops it and cuts its connections: whoever is still connected is told at once. */
  close(): Promise<void>;
}

/** Starts js-redis-server on a port of loopback; 0: any that is free. */
export async function startStandIn(port = 0): Promise<StandIn> {
  const { createRedisServer } = await import('js-redis-server');
  const server = await createRedisServer({ port });
  const listener = server.server.server;
  // It listens on every address of the machine, and asks for no password.
  await new Promise((done) => listener.close(done));
  const sockets = new Set<Socket>();
  listener.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await once(listener.listen(server.port, '127.0.0.1'), 'listening');
  return {
    port: server.port,
    async close() {
      // Left to itself it waits until the last client has gone.
      const closed = server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
