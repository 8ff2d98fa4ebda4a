import { once } from 'node:events';
import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';

/** Stands before a server, and can look to its clients as if that had stopped. */
export class TcpGate {
  readonly #target: { host: string; port: number };
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  private constructor(target: { host: string; port: number }) {
    this.#target = target;
  }

  static async open(target: { host: string; port: number }): Promise<TcpGate> {
    const gate = new TcpGate(target);
    await gate.start();
    return gate;
  }

  get port(): number {
    return this.#port;
  }

  /** Lets clients in, at the same port as before. */
  async start(): Promise<void> {
    const server = createServer(client => {
      const upstream = connect(this.#target);
      for (const socket of [client, upstream]) {
        this.#sockets.add(socket);
        // Each end takes the other with it.
        socket.on('error', () => {});
        socket.on('close', () => {
          this.#sockets.delete(socket);
          client.destroy();
          upstream.destroy();
        });
      }
      client.pipe(upstream).pipe(client);
    });
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Ends every connection, and refuses new ones. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (server) {
      this.#server = undefined;
      server.close();
      this.#sockets.forEach(socket => socket.resetAndDestroy());
      await once(server, 'close');
    }
  }
}
