import { CatalogApi, CatalogClient } from '@backstage/catalog-client';
import { Entity } from '@backstage/catalog-model';
import {
  AccountStatus,
  LICENCE_USAGE_KIND,
  lucidStatusSchema,
} from 'backstage-plugin-lucid-common';
import { signInAsGuest } from '../../src/signInAsGuest';
import { connection } from './connection';

/** Uses the portal's API the way a script of the guest's would. */
export class PortalClient {
  readonly #backendUrl: string;
  readonly #token: string;
  readonly #catalog: CatalogApi;

  static async signIn(
    backendUrl = connection.backendUrl,
  ): Promise<PortalClient> {
    return new PortalClient(backendUrl, await signInAsGuest(backendUrl));
  }

  private constructor(backendUrl: string, token: string) {
    this.#backendUrl = backendUrl;
    this.#token = token;
    this.#catalog = new CatalogClient({
      discoveryApi: {
        getBaseUrl: async plugin => `${backendUrl}/api/${plugin}`,
      },
    });
  }

  /** Has the catalog look soon at where an entity comes from. */
  async refresh(entityRef: string): Promise<void> {
    await this.#catalog.refreshEntity(entityRef, { token: this.#token });
  }

  /** Every user in the catalog. */
  async catalogUsers(): Promise<Entity[]> {
    const users: Entity[] = [];
    const pages = this.#catalog.streamEntities(
      { filter: { kind: 'User' } },
      { token: this.#token },
    );
    for await (const page of pages) {
      users.push(...page);
    }
    return users;
  }

  /** The entity that stands for a Lucid user, where the catalog has it. */
  async licenceUsageOf(lucidId: string): Promise<Entity | undefined> {
    const { items } = await this.#catalog.queryEntities(
      {
        filter: { kind: LICENCE_USAGE_KIND },
        fullTextFilter: { term: lucidId, fields: ['metadata.name'] },
      },
      { token: this.#token },
    );
    return items[0];
  }

  /** State of the only Lucid account. */
  async account(): Promise<AccountStatus> {
    const response = await fetch(`${this.#backendUrl}/api/lucid/v1/status`, {
      headers: { authorization: `Bearer ${this.#token}` },
    });
    const { accounts } = lucidStatusSchema.parse(await response.json());
    return accounts[0];
  }
}
