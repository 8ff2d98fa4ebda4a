import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { SeatPool } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { PriceList } from '../costs/PriceList';
import { TotalsReader } from '../store/totals/TotalsReader';
import { TotalsWriter } from '../store/totals/TotalsWriter';
import { SpendReader } from './SpendReader';
import { TotalsRecorder } from './TotalsRecorder';
import { UsageHistoryReader } from './UsageHistoryReader';

/** How often somebody looks whether anything has changed, or a day has begun. */
const RECORDING = {
  frequency: { minutes: 10 },
  timeout: { minutes: 10 },
  initialDelay: { seconds: 30 },
} as const;

/** What records and reads the totals of days. */
export interface Totals {
  recorder: TotalsRecorder;
  history: UsageHistoryReader;
  spend: SpendReader;
  /** Of several backends, one at a time records. */
  schedule: (scheduler: SchedulerService) => Promise<void>;
}

/** @param options - `today` is `YYYY-MM-DD` in UTC */
export function createTotals(options: {
  knex: Knex;
  /** Those that are configured. */
  accounts: string[];
  prices: PriceList;
  readPools: () => Promise<SeatPool[]>;
  today: () => string;
  logger: LoggerService;
}): Totals {
  const { knex, accounts } = options;
  const readers = { ...options, totals: new TotalsReader({ knex }) };
  const recorder = new TotalsRecorder({
    ...options,
    writer: new TotalsWriter({ knex }),
  });
  return {
    recorder,
    history: new UsageHistoryReader(readers),
    spend: new SpendReader(readers),
    schedule: async scheduler => {
      if (accounts.length > 0) {
        await scheduler.scheduleTask({
          ...RECORDING,
          id: 'record-daily-totals',
          scope: 'global',
          fn: signal => recorder.runScheduled({ signal }),
        });
      }
    },
  };
}
