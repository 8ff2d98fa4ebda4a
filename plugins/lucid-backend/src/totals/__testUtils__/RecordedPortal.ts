import { mockServices } from '@backstage/backend-test-utils';
import { SeatPool } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { SyncHarness } from '../../__testUtils__/SyncHarness';
import { LicenceTerms } from '../../config/LicencesConfig';
import { PriceList } from '../../costs/PriceList';
import { TotalsReader } from '../../store/totals/TotalsReader';
import { TotalsWriter } from '../../store/totals/TotalsWriter';
import { SpendQuery, SpendReader } from '../SpendReader';
import { TotalsRecorder } from '../TotalsRecorder';
import { UsageHistoryReader } from '../UsageHistoryReader';

/** A portal whose days pass when the test says so. */
export class RecordedPortal {
  readonly knex: Knex;
  readonly harness: SyncHarness;
  readonly recorder: TotalsRecorder;
  /** The recorder of another backend. */
  readonly recorderOver: (knex: Knex) => TotalsRecorder;
  readonly history: UsageHistoryReader;
  readonly spend: SpendReader;
  today = '2026-01-01';
  pools: SeatPool[] = [];

  constructor(
    knex: Knex,
    options: { accounts?: string[]; licences?: LicenceTerms[] } = {},
  ) {
    const { accounts = ['default'], licences = [] } = options;
    this.knex = knex;
    this.harness = new SyncHarness(knex, accounts);
    const today = () => this.today;
    const read = { totals: new TotalsReader({ knex }), accounts, today };
    this.recorderOver = connection =>
      new TotalsRecorder({
        writer: new TotalsWriter({ knex: connection }),
        accounts,
        readPools: async () => this.pools,
        today,
        logger: mockServices.logger.mock(),
      });
    this.recorder = this.recorderOver(knex);
    this.history = new UsageHistoryReader(read);
    this.spend = new SpendReader({
      ...read,
      prices: new PriceList(licences),
    });
  }

  /** Reads Lucid on a day, and records what there is. */
  async syncOn(day: string, account = 'default'): Promise<void> {
    this.today = day;
    const sync = await this.harness.sync(account);
    if (sync.state !== 'succeeded') {
      throw new Error(`The sync has ${sync.state}`);
    }
    await this.recorder.recordChanged(account);
  }

  /** What the schedule does every few minutes. */
  async tick(): Promise<void> {
    await this.recorder.runScheduled({ signal: new AbortController().signal });
  }

  /** The days and the values of each key. */
  async values(
    query: Parameters<UsageHistoryReader['read']>[0],
  ): Promise<Record<string, (number | null)[]>> {
    const { series } = await this.history.read(query);
    return toRecord(series);
  }

  /** What was spent, by key and currency. */
  async spent(query: SpendQuery): Promise<Record<string, (string | null)[]>> {
    const { series } = await this.spend.history(query);
    return toRecord(
      series.map(({ key, currency, values }) => ({
        key: `${key} ${currency}`,
        values,
      })),
    );
  }
}

function toRecord<T>(
  series: { key: string; values: T[] }[],
): Record<string, T[]> {
  return Object.fromEntries(series.map(({ key, values }) => [key, values]));
}
