import { LucidGroupsStatus } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { PartHealth } from '../PartHealth';
import { abandonedAccounts } from '../configuredAccounts';
import { Patience, lockRevision } from '../revision';
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
   * @param keep - ids of those accounts
   * @param options - `configured`: ids of all accounts that this backend has, which
   * are those unless told; others are kept while other backends have them
   */
  async keepOnly(
    keep: string[],
    options: { configured?: string[] } & Patience = {},
  ): Promise<void> {
    const { configured, ...patience } = options;
    const abandoned = (knex: Knex) =>
      abandonedAccounts(knex, { keep, configured });
    if ((await abandoned(this.#knex)).length === 0) {
      return;
    }
    await this.#knex.transaction(async trx => {
      // Groups that another backend is storing could not be seen yet.
      await lockRevision(trx, patience);
      for (const account of await abandoned(trx)) {
        await deleteGroups(trx, groups =>
          groups.where({ account_id: account }),
        );
        await this.health.forget(trx, account);
      }
    });
  }
}
