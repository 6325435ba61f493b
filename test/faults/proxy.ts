import { createServer, connect as dial, type Server, type Socket } from 'node:net';

/** What the proxy does to the bytes between client and Redis. */
export type Mode =
  | 'pass'
  /** Nothing passes, connections stay open. */
  | 'hold'
  /** Connections are cut and refused. */
  | 'cut';

/** A TCP proxy on loopback that plays a bad network. */
export class BadNetwork {
  mode: Mode = 'pass';
  /** Cuts the connection instead of passing on every n-th reply; 0: never. */
  loseEvery = 0;
  lost = 0;
  port = 0;
  private replies = 0;
  private server: Server | undefined;
  private readonly pairs = new Set<[Socket, Socket]>();
  private readonly held: (() => void)[] = [];

  /** @param target port that it leads to; another one holds for new connections. */
  constructor(public target: number) {}

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async open(): Promise<this> {
    const server = createServer((client) => {
      if (this.mode === 'cut') {
        client.destroy();
        return;
      }
      const upstream = dial(this.target, '127.0.0.1');
      const pair: [Socket, Socket] = [client, upstream];
      this.pairs.add(pair);
      const end = () => {
        client.destroy();
        upstream.destroy();
        this.pairs.delete(pair);
      };
      for (const socket of pair) socket.on('error', end).on('close', end);
      client.on('data', (chunk) => this.pass(() => upstream.write(chunk)));
      upstream.on('data', (chunk) => {
        this.replies++;
        if (this.loseEvery > 0 && this.replies % this.loseEvery === 0) {
          this.lost++;
          end();
        } else this.pass(() => client.write(chunk));
      });
    });
    this.server = server;
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    this.port = (server.address() as { port: number }).port;
    return this;
  }

  set(mode: Mode): void {
    this.mode = mode;
    if (mode === 'cut') for (const pair of this.pairs) for (const socket of pair) socket.destroy();
    if (mode === 'pass') for (const send of this.held.splice(0)) send();
  }

  close(): void {
    this.set('cut');
    this.server?.close();
  }

  private pass(send: () => void): void {
    if (this.mode === 'hold') this.held.push(send);
    else send();
  }
}
