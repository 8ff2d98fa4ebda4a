import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { AccountState, scimUser } from './account';
import { runTask } from 'lucid-benchmark-kit';

const PAGE_SIZE = 100;

/** How many bytes of prepared pages are kept; a page more is prepared when it is asked for. */
const MOST_KEPT = 400 * 1024 * 1024;

/** How many users the account has, and how long each answer takes. */
export interface PageServerInput {
  users: number;
  latencyMs: number;
}

class PreparedPages {
  readonly #users: number;
  readonly #pages = new Map<string, Buffer>();
  #bytes = 0;

  constructor(users: number) {
    this.#users = users;
  }

  get(state: AccountState, startIndex: number): Buffer {
    const key = `${state}/${startIndex}`;
    const known = this.#pages.get(key);
    if (known) {
      return known;
    }
    const last = Math.min(startIndex - 1 + PAGE_SIZE, this.#users);
    const resources = [];
    for (let index = startIndex - 1; index < last; index += 1) {
      resources.push(scimUser(index, state));
    }
    const page = Buffer.from(
      JSON.stringify({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
        totalResults: this.#users,
        startIndex,
        itemsPerPage: resources.length,
        Resources: resources,
      }),
    );
    if (this.#bytes + page.length <= MOST_KEPT) {
      this.#pages.set(key, page);
      this.#bytes += page.length;
    }
    return page;
  }
}

/**
 * A bare server of prepared pages, in a process of its own: all it does for an
 * answer is to wait as long as told, and send bytes that are there already.
 */
runTask(async ({ users, latencyMs }: PageServerInput) => {
  const pages = new PreparedPages(users);
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(
      request.url ?? '/',
      'http://localhost',
    );
    const state = pathname.split('/')[1] as AccountState;
    const body = pages.get(state, Number(searchParams.get('startIndex') ?? 1));
    if (latencyMs > 0) {
      await sleep(latencyMs);
    }
    response.writeHead(200, {
      'content-type': 'application/scim+json',
      'content-length': body.length,
    });
    response.end(body);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // What is measured must not wait for pages to be prepared.
  for (const state of ['first', 'one-percent-changed'] as const) {
    for (const stride of [PAGE_SIZE, PAGE_SIZE - 1]) {
      for (let start = 1; start <= users; start += stride) {
        pages.get(state, start);
      }
    }
  }
  return { port: (server.address() as AddressInfo).port };
});
