import { Knex } from 'knex';

/** What is read of an account beside its users: a prefix of columns of `accounts`. */
export type AccountPart = 'groups' | 'seats';

/** How old what is stored of a part is. */
export interface PartFreshness {
  /** When it was read last; absent before the first time. */
  readAt?: string;
  /** It cannot be read any more, and the last of it stays: since when, and why. */
  stale?: { since: string; reason: string };
}

/** Keeps how reading a part of each account went. The account has a snapshot. */
export class PartHealth {
  readonly #knex: Knex;
  readonly #readAt: string;
  readonly #problem: string;
  readonly #since: string;

  constructor(options: { knex: Knex; part: AccountPart }) {
    this.#knex = options.knex;
    this.#readAt = `${options.part}_read_at`;
    this.#problem = `${options.part}_problem`;
    this.#since = `${options.part}_problem_since`;
  }

  async noteReading(
    trx: Knex.Transaction,
    account: string,
    at: string,
  ): Promise<void> {
    await trx('accounts')
      .where({ account_id: account })
      .update({
        [this.#readAt]: at,
        [this.#problem]: null,
        [this.#since]: null,
      });
  }

  /** Notes why it could not be read; of failures in a row, since the first one. */
  async noteProblem(
    trx: Knex.Transaction,
    account: string,
    problem: { at: string; reason: string },
  ): Promise<void> {
    await trx('accounts')
      .where({ account_id: account })
      .update({
        [this.#problem]: problem.reason,
        [this.#since]: trx.raw('coalesce(??, ?)', [this.#since, problem.at]),
      });
  }

  async of(account: string): Promise<PartFreshness> {
    const row = await this.#knex('accounts')
      .where({ account_id: account })
      .first<Record<string, string | null> | undefined>(
        this.#readAt,
        this.#problem,
        this.#since,
      );
    const readAt = row?.[this.#readAt];
    const since = row?.[this.#since];
    const reason = row?.[this.#problem];
    return {
      ...(readAt && { readAt }),
      ...(since && reason && { stale: { since, reason } }),
    };
  }

  async forget(trx: Knex.Transaction, account: string): Promise<void> {
    await trx('accounts')
      .where({ account_id: account })
      .update({
        [this.#readAt]: null,
        [this.#problem]: null,
        [this.#since]: null,
      });
  }
}
