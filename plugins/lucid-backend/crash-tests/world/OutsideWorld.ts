import { once } from 'node:events';
import {
  IncomingMessage,
  Server,
  ServerResponse,
  createServer,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { CatalogPages } from './CatalogPages';
import { LucidPages } from './LucidPages';
import { Readings } from './Readings';
import { World } from './World';

/** How long answers take, in milliseconds. */
export interface Latencies {
  /** A page of Lucid users. */
  page: number;
  /** One Lucid user. */
  user: number;
  /** A page of the catalog. */
  catalog: number;
}

/** Who is asked by a backend. */
type Side = 'lucid' | 'catalog';

/** Lets a backend authenticate, and nothing else. */
export const LUCID_TOKEN = 'token-of-the-crash-tests';

/**
 * All that a backend reads: Lucid's SCIM API and the catalog's API, on a bare
 * HTTP server. What they say is switched from world to world.
 *
 * Each backend reads Lucid under a name of its own, so that it can be seen who
 * reads when.
 */
export class OutsideWorld {
  readonly #server: Server;
  readonly #lucid: LucidPages;
  readonly #catalog: CatalogPages;
  readonly #latencies: Latencies;
  readonly readings = new Readings();
  #world: World;
  readonly #gates: Record<Side, Promise<void>> = {
    lucid: Promise.resolve(),
    catalog: Promise.resolve(),
  };

  static async start(options: {
    users: number;
    world: World;
    latencies: Latencies;
  }): Promise<OutsideWorld> {
    const outside = new OutsideWorld(options);
    outside.#server.listen(0, '127.0.0.1');
    await once(outside.#server, 'listening');
    return outside;
  }

  private constructor(options: {
    users: number;
    world: World;
    latencies: Latencies;
  }) {
    this.#world = options.world;
    this.#latencies = options.latencies;
    this.#lucid = new LucidPages(options.users);
    this.#catalog = new CatalogPages(options.users);
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(error => response.destroy(error));
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  /** What Lucid and the catalog say from now on. */
  switchTo(world: World): void {
    this.#world = world;
  }

  lucidUrl(backend: string): string {
    return `${this.#origin}/lucid/${backend}/scim/v2`;
  }

  /** Where the API of a plugin is, of which only the catalog answers anything. */
  url(pluginId: string): string {
    return `${this.#origin}/api/${pluginId}`;
  }

  /**
   * Keeps Lucid, the catalog or both from answering.
   *
   * @returns lets them answer again
   */
  hold(...sides: Side[]): () => void {
    let release = () => {};
    const gate = new Promise<void>(resolve => {
      release = resolve;
    });
    for (const side of sides) {
      this.#gates[side] = gate;
    }
    return () => release();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  get #origin(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const lucid = /^\/lucid\/([^/]+)\/scim\/v2\/Users(?:\/([^/]+))?$/.exec(
      url.pathname,
    );
    if (!lucid) {
      await this.#answerOfCatalog(url, response);
    } else if (request.headers.authorization !== `Bearer ${LUCID_TOKEN}`) {
      send(response, 401, '{}');
    } else if (lucid[2]) {
      await this.#answerWithUser(decodeURIComponent(lucid[2]), response);
    } else {
      await this.#answerWithPage(lucid[1], url, response);
    }
  }

  async #answerWithPage(
    reader: string,
    { searchParams }: URL,
    response: ServerResponse,
  ): Promise<void> {
    const start = Number(searchParams.get('startIndex') ?? 1);
    const count = Number(searchParams.get('count') ?? 100);
    if (start === 1) {
      this.readings.begin(reader);
    }
    await this.#gates.lucid;
    await sleep(this.#latencies.page);
    const { body, isLast } = this.#lucid.page(this.#world.lucid, start, count);
    if (isLast) {
      this.readings.end(reader);
    }
    send(response, 200, body);
  }

  async #answerWithUser(id: string, response: ServerResponse): Promise<void> {
    await sleep(this.#latencies.user);
    const body = this.#lucid.user(this.#world.lucid, id);
    send(response, body ? 200 : 404, body ?? '{"detail":"no such user"}');
  }

  async #answerOfCatalog(
    { pathname, searchParams }: URL,
    response: ServerResponse,
  ): Promise<void> {
    await this.#gates.catalog;
    const state = this.#world.catalog;
    switch (pathname) {
      case '/api/catalog/entities/by-query':
        await sleep(this.#latencies.catalog);
        send(response, 200, this.#catalog.page(state, searchParams));
        break;
      case '/api/catalog/entity-facets':
        send(response, 200, this.#catalog.kinds(state));
        break;
      default:
        send(response, 404, '{}');
    }
  }
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
