import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { LucidScimClient } from '../scim/LucidScimClient';
import { GroupCounts } from '../store/groups/IncomingGroups';
import { LucidGroupStore } from '../store/groups/LucidGroupStore';
import { describeFailure } from './describeFailure';

/** Reasons that are logged of groups that were set aside. */
const MOST_REASONS = 5;

/** Stores what came of reading the groups, in the transaction that stores the snapshot. */
export type SettleGroups = (trx: Knex.Transaction) => Promise<void>;

/**
 * Reads the groups of one Lucid account as a part of a sync. That they cannot be
 * read is no reason for the sync to fail: the last good ones stay.
 */
export class GroupsSync {
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

  /**
   * @param options - `timeLimit` is how long it may take, in milliseconds, so
   * that groups that never come do not cost the users that have been read
   * @throws the reason of the signal
   */
  async read(options: {
    syncId: string;
    at: string;
    timeLimit: number;
    signal: AbortSignal;
  }): Promise<SettleGroups> {
    const { syncId, at, timeLimit, signal } = options;
    const context = { account: this.#account, sync: syncId };
    const startedAt = performance.now();
    const limit = new AbortController();
    const timer = setTimeout(
      () =>
        limit.abort(
          new Error(
            'They did not come within half of the time that the sync had left',
          ),
        ),
      timeLimit,
    );
    try {
      const { settle, counts } = await this.#gather({
        syncId,
        at,
        signal: AbortSignal.any([signal, limit.signal]),
      });
      this.#logger.info('Read the groups of Lucid', {
        ...context,
        ...counts,
        milliseconds: Math.round(performance.now() - startedAt),
      });
      return settle;
    } catch (error) {
      signal.throwIfAborted();
      const { message: reason } = describeFailure(error);
      this.#logger.warn(
        'Could not read the groups of Lucid; the last good ones stay',
        { ...context, reason },
      );
      return trx => this.#store.noteProblem(trx, this.#account, { at, reason });
    } finally {
      clearTimeout(timer);
    }
  }

  async #gather(options: {
    syncId: string;
    at: string;
    signal: AbortSignal;
  }): Promise<{ settle: SettleGroups; counts: GroupCounts }> {
    const { syncId, at, signal } = options;
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
    const { counts } = incoming;
    if (counts.rejected > 0) {
      this.#logger.warn('Set aside groups of Lucid that make no sense', {
        account: this.#account,
        sync: syncId,
        groups: counts.rejected,
        reasons: [...reasons].slice(0, MOST_REASONS),
      });
    }
    return {
      counts,
      settle: async trx => {
        await incoming.makeCurrent(trx);
        await this.#store.noteReading(trx, this.#account, at);
      },
    };
  }
}
