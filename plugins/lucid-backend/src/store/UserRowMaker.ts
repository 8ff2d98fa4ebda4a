import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
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

  /**
   * On SQLite, nothing waits for anything from the pages on to the first rows
   * that are written; so others get their turn in between.
   *
   * @returns rows in the order of the users
   */
  async make(
    users: { user: LucidUser; hash: string; last?: UndecidedUser['last'] }[],
  ): Promise<DecidedContentRow[]> {
    await yieldToEventLoop();
    const decisions = await this.#decisions.decide(users, this.#at);
    await yieldToEventLoop();
    await this.#licenceSets.ensure(users.map(({ user }) => user));
    return users.map(({ user, hash }, index) =>
      joined(
        userContentRow(this.#account, user, hash),
        decisionRow(decisions[index]),
      ),
    );
  }
}

/** Names each column, because spreading both takes ten times as long. */
function joined(
  content: UserContentRow,
  decision: DecisionRow,
): { [K in keyof Required<DecidedContentRow>]: DecidedContentRow[K] } {
  return {
    hash: content.hash,
    display_name: content.display_name,
    sort_name: content.sort_name,
    search_text: content.search_text,
    email: content.email,
    department: content.department,
    cost_center: content.cost_center,
    licence_set: content.licence_set,
    details: content.details,
    created_at: content.created_at,
    entity_name: content.entity_name,
    state: decision.state,
    undetected_reason: decision.undetected_reason,
    matcher: decision.matcher,
    match_value: decision.match_value,
    match_ref: decision.match_ref,
    match_refs: decision.match_refs,
    identity: decision.identity,
    exception_id: decision.exception_id,
    left_out_by: decision.left_out_by,
    former_ref: decision.former_ref,
    former_matcher: decision.former_matcher,
    former_value: decision.former_value,
    former_until: decision.former_until,
    former_reading: decision.former_reading,
  };
}
