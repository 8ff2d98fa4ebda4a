import { LucidGroupsStatus } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { IncomingGroups } from './IncomingGroups';

/** Keeps the groups of Lucid accounts, as they were read last. */
export class LucidGroupStore {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /** Where the groups that a sync reads are gathered. */
  begin(options: { account: string; syncId: string }): Promise<IncomingGroups> {
    return IncomingGroups.begin({ knex: this.#knex, ...options });
  }

  /** Notes that the groups of an account have been read; the account has a snapshot. */
  async noteReading(
    trx: Knex.Transaction,
    account: string,
    at: string,
  ): Promise<void> {
    await trx('accounts').where({ account_id: account }).update({
      groups_read_at: at,
      groups_problem: null,
      groups_problem_since: null,
    });
  }

  /** Notes why they could not be read; of failures in a row, since the first one. */
  async noteProblem(
    trx: Knex.Transaction,
    account: string,
    problem: { at: string; reason: string },
  ): Promise<void> {
    await trx('accounts')
      .where({ account_id: account })
      .update({
        groups_problem: problem.reason,
        groups_problem_since: trx.raw('coalesce(groups_problem_since, ?)', [
          problem.at,
        ]),
      });
  }

  async status(account: string): Promise<LucidGroupsStatus> {
    const row = await this.#knex('accounts')
      .where({ account_id: account })
      .first<
        | {
            groups_read_at: string | null;
            groups_problem: string | null;
            groups_problem_since: string | null;
          }
        | undefined
      >('groups_read_at', 'groups_problem', 'groups_problem_since');
    const [{ groups }] = await this.#knex('lucid_groups')
      .where({ account_id: account })
      .count<{ groups: number | string }[]>({ groups: '*' });
    return {
      groups: Number(groups),
      ...(row?.groups_read_at && { readAt: row.groups_read_at }),
      ...(row?.groups_problem &&
        row.groups_problem_since && {
          stale: {
            since: row.groups_problem_since,
            reason: row.groups_problem,
          },
        }),
    };
  }

  /**
   * Forgets the groups of all accounts but those of which they are still read.
   *
   * @param accounts - ids of those accounts
   */
  async keepOnly(accounts: string[]): Promise<void> {
    await this.#knex.transaction(async trx => {
      for (const table of ['lucid_group_members', 'lucid_groups']) {
        await trx(table).whereNotIn('account_id', accounts).delete();
      }
      await trx('accounts').whereNotIn('account_id', accounts).update({
        groups_read_at: null,
        groups_problem: null,
        groups_problem_since: null,
      });
    });
  }
}
