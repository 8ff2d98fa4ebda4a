import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { Knex } from 'knex';
import { readLucidConfig } from '../../../src/config/readLucidConfig';
import { CatalogReader } from '../../../src/reconciliation/CatalogReader';
import { Matching } from '../../../src/reconciliation/Matching';
import { AccountStore } from '../../../src/store/AccountStore';
import { CatalogReadingStore } from '../../../src/store/CatalogReadingStore';
import { SnapshotStore } from '../../../src/store/SnapshotStore';
import { SyncStore } from '../../../src/store/SyncStore';
import { UsageReader } from '../../../src/store/UsageReader';
import { SyncRunner } from '../../../src/sync/SyncRunner';
import { SyncService } from '../../../src/sync/SyncService';
import { Observation } from '../company/Company';
import { silentLogger } from '../../silentLogger';
import { CompanyLucid } from './CompanyLucid';
import { companyCatalog } from './CompanyCatalog';
import { Said, readSaid } from './Said';

const ACCOUNT = 'default';

/** What reads a company and says who is who: the real thing, but for the network. */
export class Portal {
  readonly #readings: CatalogReadingStore;
  readonly #snapshots: SnapshotStore;
  readonly #syncs: SyncStore;
  readonly #usages: UsageReader;
  readonly #matching: Matching;
  readonly #rules: ReturnType<typeof readLucidConfig>['matching'];
  readonly #service: SyncService;
  readonly #lucid = new CompanyLucid();
  readonly #logger = silentLogger();
  #catalog = companyCatalog([]);

  /**
   * @param options - `knex` is a migrated database; `matching` is what stands
   * under `lucid.matching`
   */
  constructor({ knex, matching }: { knex: Knex; matching: object }) {
    const config = readConfig(matching);
    this.#rules = config.matching;
    this.#matching = new Matching({
      config: config.matching,
      isOnlyAccount: true,
      modules: [],
    });
    this.#readings = new CatalogReadingStore({ knex });
    this.#snapshots = new SnapshotStore({ knex, matching: this.#matching });
    this.#syncs = new SyncStore({ knex });
    this.#usages = new UsageReader({ knex });
    // So many are gone after months that somebody would have to say that it is right.
    const account = { ...config.accounts[0], removalLimit: 1 };
    this.#service = new SyncService({
      accounts: [
        {
          config: account,
          runner: new SyncRunner({
            client: this.#lucid,
            config: account,
            snapshots: this.#snapshots,
            syncs: this.#syncs,
            readCatalog: ({ signal }) => this.#readCatalog(signal),
            logger: this.#logger,
          }),
        },
      ],
      syncs: this.#syncs,
      accountStore: new AccountStore({ knex }),
      publish: async () => {},
      logger: this.#logger,
    });
  }

  /** Reads the catalog and Lucid. @returns what it says of each Lucid user, by id */
  async read({
    entities,
    lucidUsers,
  }: Observation): Promise<Map<string, Said>> {
    this.#catalog = companyCatalog(entities);
    this.#lucid.show(lucidUsers);
    const { signal } = new AbortController();
    await this.#service.runScheduled(ACCOUNT, signal);
    const sync = await this.#syncs.last(ACCOUNT);
    if (sync?.state !== 'succeeded') {
      throw new Error(`Lucid was not read: ${JSON.stringify(sync)}`);
    }
    const failure = await this.#readings.failure();
    if (failure) {
      throw new Error(`The catalog was not read: ${failure.reason}`);
    }
    return readSaid(this.#usages, (await this.#readings.current())?.id);
  }

  async #readCatalog(signal: AbortSignal): Promise<void> {
    const reader = new CatalogReader({
      auth: mockServices.auth(),
      catalog: this.#catalog,
      readings: this.#readings,
      adopt: async (reading, options) => {
        const adopted = await this.#snapshots.adopt(reading, {
          accounts: [ACCOUNT],
          ...options,
        });
        return adopted !== undefined;
      },
      matching: this.#matching,
      rules: this.#rules,
      describe: String,
      logger: this.#logger,
    });
    await reader.read({ signal });
  }
}

function readConfig(matching: object) {
  const config = readLucidConfig(
    new ConfigReader({
      lucid: { token: 'no-token-is-sent', matching: { ...matching } },
    }),
    { moduleMatchers: [] },
  );
  if (config.state !== 'valid') {
    throw new Error(JSON.stringify(config.problems));
  }
  return config;
}
