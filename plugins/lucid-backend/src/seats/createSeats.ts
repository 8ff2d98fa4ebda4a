import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { LucidAccountConfig } from '../config/LucidConfig';
import { PriceList } from '../costs/PriceList';
import { RequestObserver } from '../http/RequestObserver';
import { UndiciLucidRestClient } from '../rest/UndiciLucidRestClient';
import { Patience } from '../store/revision';
import { CohortCensus } from '../store/costs/CohortCensus';
import { SeatReader } from '../store/seats/SeatReader';
import { SeatStore } from '../store/seats/SeatStore';
import { SeatsSync } from '../sync/SeatsSync';
import { SyncPart } from '../sync/SyncPart';

/** Everything that reads seats from Lucid, keeps them, and tells of them. */
export function createSeats(options: {
  knex: Knex;
  accounts: LucidAccountConfig[];
  /** Ids of the only accounts whose seats count, all of them unless told. */
  configured?: string[];
  cohorts: CohortCensus;
  prices: PriceList;
  /** `YYYY-MM-DD` in UTC. */
  today: () => string;
  observerOf: (account: string) => RequestObserver;
  logger: LoggerService;
}) {
  const { knex, logger } = options;
  const store = new SeatStore({ knex });
  const clients = options.accounts.flatMap(({ apiKey, ...config }) =>
    apiKey === undefined
      ? []
      : [
          {
            account: config.id,
            client: new UndiciLucidRestClient({
              config: { ...config, apiKey },
              observer: options.observerOf(config.id),
              logger,
            }),
          },
        ],
  );
  return {
    store,
    reader: new SeatReader(options),
    /** What a sync of an account reads of its seats: nothing without an API key. */
    partsOf: (account: string): SyncPart[] =>
      clients
        .filter(each => each.account === account)
        .map(({ client }) => new SeatsSync({ client, account, store, logger })),
    /** Accounts whose seats are read. */
    accounts: clients.map(({ account }) => account),
    /** Forgets what is not read any more; see `SeatStore.keepOnly`. */
    keepOnly: (keep: string[], how: { configured: string[] } & Patience) =>
      store.keepOnly(keep, how),
    close: async () => {
      await Promise.all(clients.map(({ client }) => client.close()));
    },
  };
}
