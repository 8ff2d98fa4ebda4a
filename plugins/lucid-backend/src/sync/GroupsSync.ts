import { LoggerService } from '@backstage/backend-plugin-api';
import { LucidScimClient } from '../scim/LucidScimClient';
import { LucidGroupStore } from '../store/groups/LucidGroupStore';
import {
  GatheredPart,
  PartReading,
  SettlePart,
  SyncPart,
  readPart,
} from './SyncPart';

/** Reads the groups of one Lucid account as a part of a sync. */
export class GroupsSync implements SyncPart {
  readonly phase = 'reading-groups';
  readonly #client: LucidScimClient;
  readonly #account: string;
  readonly #store: LucidGroupStore;
  readonly #logger: LoggerService;

  constructor(options: {
    client: LucidScimClient;
    account: string;
    store: LucidGroupStore;
    logger: LoggerService;
  }) {
    this.#client = options.client;
    this.#account = options.account;
    this.#store = options.store;
    this.#logger = options.logger;
  }

  read(reading: PartReading): Promise<SettlePart> {
    return readPart({
      what: 'groups',
      account: this.#account,
      reading,
      gather: signal => this.#gather(reading.syncId, signal),
      health: this.#store.health,
      logger: this.#logger,
    });
  }

  async #gather(syncId: string, signal: AbortSignal): Promise<GatheredPart> {
    const incoming = await this.#store.begin({
      account: this.#account,
      syncId,
    });
    const reasons = new Set<string>();
    for await (const page of this.#client.readGroups({ signal })) {
      await incoming.add(page.groups);
      incoming.reject(page.rejected.length);
      page.rejected.forEach(({ reason }) => reasons.add(reason));
      signal.throwIfAborted();
    }
    await incoming.getReady();
    return {
      counts: { ...incoming.counts },
      reasons,
      makeCurrent: trx => incoming.makeCurrent(trx),
    };
  }
}
