import { Knex } from 'knex';
import { LucidUser } from '../scim/LucidUser';
import { DecisionMaker, UndecidedUser } from './DecisionMaker';
import { DecisionBasis } from './decisionBasis';
import { DecisionRow, decisionRow } from './decisionRow';
import { LicenceSetWriter } from './licenceSets';
import { UserContentRow, userContentRow } from './userRow';

/** What of a stored user is made from what Lucid says and from what was decided. */
export type DecidedContentRow = UserContentRow & DecisionRow;

/** Decides Lucid users, and makes the rows that they are stored as. */
export class UserRowMaker {
  readonly #account: string;
  readonly #at: string;
  readonly #decisions: DecisionMaker;
  readonly #licenceSets: LicenceSetWriter;

  /** @param options - `at` is when the reading of the users began */
  constructor(options: { knex: Knex; at: string; basis: DecisionBasis }) {
    const { knex, basis } = options;
    this.#account = basis.account;
    this.#at = options.at;
    this.#decisions = new DecisionMaker({ knex, basis });
    this.#licenceSets = new LicenceSetWriter({ knex });
  }

  /** @returns rows in the order of the users */
  async make(
    users: { user: LucidUser; hash: string; last?: UndecidedUser['last'] }[],
  ): Promise<DecidedContentRow[]> {
    const decisions = await this.#decisions.decide(users, this.#at);
    await this.#licenceSets.ensure(users.map(({ user }) => user));
    return users.map(({ user, hash }, index) => ({
      ...userContentRow(this.#account, user, hash),
      ...decisionRow(decisions[index]),
    }));
  }
}
