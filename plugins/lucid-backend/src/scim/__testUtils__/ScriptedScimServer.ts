import { once } from 'node:events';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';

/** One request as a script sees it. */
export interface ScriptedRequest {
  /** Counted from 1. */
  nth: number;
  path: string;
  startIndex: number;
  count: number;
  headers: IncomingMessage['headers'];
}

/** Answers one request, well or badly. */
export type Script = (
  request: ScriptedRequest,
  response: ServerResponse,
) => void;

/** A real HTTP server that does what a test tells it to. */
export class ScriptedScimServer {
  readonly requests: ScriptedRequest[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(script: Script): Promise<ScriptedScimServer> {
    const server = createServer();
    const scripted = new ScriptedScimServer(server);
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', 'http://scripted');
      const seen: ScriptedRequest = {
        nth: scripted.requests.length + 1,
        path: request.url ?? '/',
        startIndex: Number(url.searchParams.get('startIndex') ?? 1),
        count: Number(url.searchParams.get('count') ?? 100),
        headers: request.headers,
      };
      scripted.requests.push(seen);
      script(seen, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return scripted;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}/scim/v2`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    if (this.#server.listening) {
      this.#server.close();
      await once(this.#server, 'close');
    }
  }
}

/** Users with the ids `u1`, `u2`, … */
export function someUsers(number: number): { id: string }[] {
  return Array.from({ length: number }, (_, index) => ({
    id: `u${index + 1}`,
  }));
}

/** The page of a list that a request asks for, as Lucid answers it. */
export function listResponse(
  users: unknown[],
  request: ScriptedRequest,
): Record<string, unknown> {
  const { startIndex, count } = request;
  const Resources = users.slice(startIndex - 1, startIndex - 1 + count);
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: users.length,
    startIndex,
    itemsPerPage: Resources.length,
    Resources,
  };
}

export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
): void {
  response.writeHead(status, { 'content-type': 'application/scim+json' });
  response.end(JSON.stringify(body));
}
