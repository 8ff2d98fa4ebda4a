import { LucidGroupsStatus } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { PartHealth } from '../PartHealth';
import { lockRevision } from '../revision';
import { IncomingGroups } from './IncomingGroups';
import { deleteGroups } from './deleteGroups';

/** Keeps the groups of Lucid accounts, as they were read last. */
export class LucidGroupStore {
  readonly #knex: Knex;
  /** How reading them went. */
  readonly health: PartHealth;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
    this.health = new PartHealth({ ...options, part: 'groups' });
  }

  /** Where the groups that a sync reads are gathered. */
  begin(options: { account: string; syncId: string }): Promise<IncomingGroups> {
    return IncomingGroups.begin({ knex: this.#knex, ...options });
  }

  async status(account: string): Promise<LucidGroupsStatus> {
    const [{ groups }] = await this.#knex('lucid_groups')
      .where({ account_id: account })
      .count<{ groups: number | string }[]>({ groups: '*' });
    return {
      groups: Number(groups),
      ...(await this.health.of(account)),
    };
  }

  /**
   * Forgets the groups of all accounts but those of which they are still read.
   *
   * @param accounts - ids of those accounts
   */
  async keepOnly(accounts: string[]): Promise<void> {
    await this.#knex.transaction(async trx => {
      // Groups that another backend is storing could not be seen yet.
      await lockRevision(trx);
      const others: string[] = await trx('accounts')
        .whereNotIn('account_id', accounts)
        .pluck('account_id');
      for (const account of others) {
        await deleteGroups(trx, groups =>
          groups.where({ account_id: account }),
        );
      }
      await this.health.keepOnly(trx, accounts);
    });
  }
}
