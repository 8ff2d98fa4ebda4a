import { ExceptionRuleField } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { wildcardPattern } from '../text/wildcardPattern';
import { isOneOf } from './bulkRows';

/** What exceptions look at of a Lucid user. */
export interface ExceptableUser {
  id: string;
  email?: string;
  otherEmails: string[];
  userName?: string;
  displayName: string;
  department?: string;
}

interface ActiveRule {
  id: string;
  field: ExceptionRuleField;
  fits: (text: string) => boolean;
}

interface RuleRow {
  exception_id: string;
  rule_field: ExceptionRuleField;
  rule_pattern: string;
}

interface CountRow {
  made: number | string;
  ended: number | string;
  single: number | string;
}

/**
 * The exceptions that hold for the users of one Lucid account. Whether one has
 * ended is all that counts, not what day it is: else decisions would go out of
 * date without anything having been written.
 */
export class ActiveExceptions {
  /** Equal for equal exceptions, so whoever has decided by them knows when to decide anew. */
  readonly version: string;

  readonly #knex: Knex;
  readonly #account: string;
  readonly #rules: ActiveRule[];
  readonly #hasSingle: boolean;

  private constructor(options: {
    knex: Knex;
    account: string;
    version: string;
    rules: ActiveRule[];
    hasSingle: boolean;
  }) {
    this.#knex = options.knex;
    this.#account = options.account;
    this.version = options.version;
    this.#rules = options.rules;
    this.#hasSingle = options.hasSingle;
  }

  /** @param knex - may be a transaction, and then is what {@link ActiveExceptions.of} reads by, too */
  static async read(knex: Knex, account: string): Promise<ActiveExceptions> {
    // The version first. What is made between two statements is decided by now,
    // and once more because the version is another one; never missed.
    const count = await concerning(knex, account)
      .select({
        made: knex.raw('count(*)'),
        ended: knex.raw('count(ended_at)'),
        single: knex.raw(
          'count(case when ended_at is null then user_id else null end)',
        ),
      })
      .first<CountRow>();
    const rules: RuleRow[] = await concerning(knex, account)
      .whereNull('user_id')
      .whereNull('ended_at')
      .orderBy(['created_at', 'exception_id'])
      .select('exception_id', 'rule_field', 'rule_pattern');
    return new ActiveExceptions({
      knex,
      account,
      // Exceptions are made, and ended once. Nothing else ever changes of them,
      // so both numbers only grow, and no two states have the same ones.
      version: `${count.made}-${count.ended}`,
      rules: rules.map(rule => ({
        id: rule.exception_id,
        field: rule.rule_field,
        fits: wildcardPattern(rule.rule_pattern),
      })),
      hasSingle: Number(count.single) > 0,
    });
  }

  /**
   * The exception that holds for each of some users, if one does. One for the
   * single user comes before rules, and an older rule before a newer one.
   *
   * @returns ids of exceptions by ids of users
   */
  async of(users: ExceptableUser[]): Promise<Map<string, string>> {
    const exceptions = await this.#single(users);
    for (const user of users) {
      if (!exceptions.has(user.id)) {
        const rule = this.#rules.find(({ field, fits }) =>
          textsOf(user, field).some(fits),
        );
        if (rule) {
          exceptions.set(user.id, rule.id);
        }
      }
    }
    return exceptions;
  }

  async #single(users: ExceptableUser[]): Promise<Map<string, string>> {
    if (!this.#hasSingle || users.length === 0) {
      return new Map();
    }
    const rows: { user_id: string; exception_id: string }[] = await this.#knex(
      'exceptions',
    )
      .where({ account_id: this.#account })
      .whereNull('ended_at')
      .whereRaw(
        isOneOf(
          this.#knex,
          'user_id',
          users.map(user => user.id),
        ),
      )
      .select('user_id', 'exception_id');
    return new Map(rows.map(row => [row.user_id, row.exception_id]));
  }
}

/** The exceptions of an account, and those of all accounts. */
function concerning(knex: Knex, account: string): Knex.QueryBuilder {
  return knex('exceptions').where(exception =>
    exception.where({ account_id: account }).orWhereNull('account_id'),
  );
}

function textsOf(user: ExceptableUser, field: ExceptionRuleField): string[] {
  const texts =
    field === 'email' ? [user.email, ...user.otherEmails] : [user[field]];
  return texts.filter(text => text !== undefined);
}
