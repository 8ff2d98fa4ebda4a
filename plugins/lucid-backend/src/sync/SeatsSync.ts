import { LoggerService } from '@backstage/backend-plugin-api';
import { LucidRestClient } from '../rest/LucidRestClient';
import { assertUnderstood } from '../rest/parsing/parseRows';
import { BILLED_SEATS } from '../rest/restApi';
import { SeatStore } from '../store/seats/SeatStore';
import {
  GatheredPart,
  PartReading,
  SettlePart,
  SyncPart,
  readPart,
} from './SyncPart';

/** Reads the seats of one Lucid account as a part of a sync. */
export class SeatsSync implements SyncPart {
  readonly phase = 'reading-seats';
  readonly #client: LucidRestClient;
  readonly #account: string;
  readonly #store: SeatStore;
  readonly #logger: LoggerService;

  constructor(options: {
    client: LucidRestClient;
    account: string;
    store: SeatStore;
    logger: LoggerService;
  }) {
    this.#client = options.client;
    this.#account = options.account;
    this.#store = options.store;
    this.#logger = options.logger;
  }

  read(reading: PartReading): Promise<SettlePart> {
    return readPart({
      what: 'seats',
      account: this.#account,
      reading,
      gather: signal => this.#gather(reading.syncId, signal),
      health: this.#store.health,
      logger: this.#logger,
    });
  }

  async #gather(syncId: string, signal: AbortSignal): Promise<GatheredPart> {
    const incoming = this.#store.begin({ account: this.#account, syncId });
    const subscriptions = await this.#client.readSubscriptions({ signal });
    incoming.addSubscriptions(
      subscriptions.rows,
      subscriptions.rejected.length,
    );
    const reasons = new Set<string>();
    for (const { id } of subscriptions.rows) {
      for await (const page of this.#client.readBilledSeats(id, { signal })) {
        await incoming.add(id, page.rows, page.rejected.length);
        page.rejected.forEach(reason => reasons.add(reason));
        signal.throwIfAborted();
      }
    }
    assertUnderstood(BILLED_SEATS, {
      understood: incoming.counts.seats,
      rejected: [...reasons],
    });
    await incoming.end(signal);
    return {
      counts: { ...incoming.counts },
      reasons: [...subscriptions.rejected, ...reasons],
      makeCurrent: trx => incoming.makeCurrent(trx),
    };
  }
}
