import { setTimeout as wait } from 'node:timers/promises';
import { CatalogClient } from '@backstage/catalog-client';
import { Sync, syncSchema } from 'backstage-plugin-lucid-common';
import { PortalError } from '../PortalError';
import { signInAsGuest } from '../signInAsGuest';

const POLL_MS = 25;
const CATALOG_POLL_MS = 500;
const CATALOG_WITHIN_MS = 120_000;

/** A portal whose syncs begin when they are asked for. */
export class SyncedPortal {
  readonly #backendUrl: string;
  readonly #token: string;

  static async signIn(backendUrl: string): Promise<SyncedPortal> {
    return new SyncedPortal(backendUrl, await signInAsGuest(backendUrl));
  }

  private constructor(backendUrl: string, token: string) {
    this.#backendUrl = backendUrl;
    this.#token = token;
  }

  /** @throws PortalError when the catalog does not come to hold so many users */
  async catalogHolds(users: number, signal: AbortSignal): Promise<void> {
    const catalog = new CatalogClient({
      discoveryApi: {
        getBaseUrl: async plugin => `${this.#backendUrl}/api/${plugin}`,
      },
    });
    const deadline = Date.now() + CATALOG_WITHIN_MS;
    for (;;) {
      const { totalItems } = await catalog.queryEntities(
        { filter: { kind: 'User' }, limit: 0 },
        { token: this.#token },
      );
      if (totalItems >= users) {
        return;
      }
      if (Date.now() > deadline) {
        throw new PortalError(
          `the catalog holds ${totalItems} of ${users} users after ${
            CATALOG_WITHIN_MS / 1000
          } s`,
        );
      }
      await wait(CATALOG_POLL_MS, undefined, { signal });
    }
  }

  /**
   * Runs a sync to its end.
   *
   * @throws PortalError when it does not succeed
   */
  async sync(signal: AbortSignal): Promise<void> {
    let sync = await this.#request('/syncs', { method: 'POST', signal });
    while (sync.state === 'running') {
      await wait(POLL_MS, undefined, { signal });
      sync = await this.#request(`/syncs/${sync.id}`, { signal });
    }
    if (sync.state !== 'succeeded') {
      throw new PortalError(
        `a sync has ${sync.state}: ${sync.error?.message ?? 'for no reason'}`,
      );
    }
  }

  async #request(path: string, init: RequestInit): Promise<Sync> {
    const response = await fetch(`${this.#backendUrl}/api/lucid/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${this.#token}` },
    });
    if (!response.ok) {
      throw new PortalError(
        `the Lucid backend answered ${
          response.status
        } to ${path}: ${await response.text()}`,
      );
    }
    return syncSchema.parse(await response.json());
  }
}
