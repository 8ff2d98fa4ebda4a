import { LoggerService } from '@backstage/backend-plugin-api';
import { SeatPool } from 'backstage-plugin-lucid-common';
import { TotalsWriter } from '../store/totals/TotalsWriter';
import { describeFailure } from '../failures/describeFailure';

/** Keeps the totals of today up to date, so that they are those of its end when it is over. */
export class TotalsRecorder {
  readonly #writer: TotalsWriter;
  readonly #accounts: string[];
  readonly #readPools: () => Promise<SeatPool[]>;
  readonly #today: () => string;
  readonly #logger: LoggerService;

  constructor(options: {
    writer: TotalsWriter;
    /** Those that are configured. */
    accounts: string[];
    readPools: () => Promise<SeatPool[]>;
    /** The day that it is, `YYYY-MM-DD` in UTC. */
    today: () => string;
    logger: LoggerService;
  }) {
    this.#writer = options.writer;
    this.#accounts = options.accounts;
    this.#readPools = options.readPools;
    this.#today = options.today;
    this.#logger = options.logger;
  }

  /**
   * Records an account that has changed. Whatever it follows has succeeded already,
   * so a failure is only logged; the schedule comes back to it.
   *
   * @returns whether it did not fail
   */
  async recordChanged(account: string): Promise<boolean> {
    try {
      await this.#record(account);
      return true;
    } catch (error) {
      this.#logger.warn('Could not record the totals of the day', {
        account,
        reason: describeFailure(error).message,
      });
      return false;
    }
  }

  /**
   * Records what has changed, or has not been recorded today.
   *
   * @throws Error when an account could not be recorded, after all the others were
   */
  async runScheduled({ signal }: { signal: AbortSignal }): Promise<void> {
    const failed: string[] = [];
    for (const account of this.#accounts) {
      signal.throwIfAborted();
      if (!(await this.recordChanged(account))) {
        failed.push(account);
      }
    }
    if (failed.length > 0) {
      throw new Error(
        `Could not record the totals of the day: ${failed.join(', ')}`,
      );
    }
  }

  async #record(account: string): Promise<void> {
    const pools = await this.#readPools();
    await this.#writer.record(
      account,
      this.#today,
      pools.filter(pool => this.#isOf(pool, account)),
    );
  }

  /** One pool for every account is only there where there is one account. */
  #isOf(pool: SeatPool, account: string): boolean {
    return (pool.account ?? this.#accounts[0]) === account;
  }
}
