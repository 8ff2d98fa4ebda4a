import { LoggerService } from '@backstage/backend-plugin-api';
import { SeatPool } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { PriceList } from '../costs/PriceList';
import { TotalsReader } from '../store/totals/TotalsReader';
import { TotalsWriter } from '../store/totals/TotalsWriter';
import { today } from '../time/calendar';
import { SpendReader } from './SpendReader';
import { TotalsRecorder } from './TotalsRecorder';
import { UsageHistoryReader } from './UsageHistoryReader';

/** Everything that records and reads the totals of days. */
export function createTotals(options: {
  knex: Knex;
  /** Those that are configured. */
  accounts: string[];
  prices: PriceList;
  readPools: () => Promise<SeatPool[]>;
  logger: LoggerService;
}) {
  const { knex, accounts, prices, readPools, logger } = options;
  const totals = new TotalsReader({ knex });
  const read = { totals, accounts, today };
  return {
    today,
    recorder: new TotalsRecorder({
      writer: new TotalsWriter({ knex }),
      accounts,
      readPools,
      today,
      logger,
    }),
    history: new UsageHistoryReader(read),
    spend: new SpendReader({ ...read, prices }),
  };
}
