import { LucidGroupsStatus } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { PartHealth } from '../PartHealth';
import { IncomingGroups } from './IncomingGroups';

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
      for (const table of ['lucid_group_members', 'lucid_groups']) {
        await trx(table).whereNotIn('account_id', accounts).delete();
      }
      await this.health.keepOnly(trx, accounts);
    });
  }
}
