import { NotFoundError } from '@backstage/errors';
import { ExceptionRule, ExceptionTerms } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { foldCase } from '../text/foldCase';
import { runOverRows } from './bulkRows';
import { databaseTime } from './databaseTime';
import { ExceptionRow, exceptionColumns } from './exceptionRow';
import { lockRevision } from './revision';

/** How long somebody who asks for a change is kept waiting for other backends. */
const PATIENCE_MS = 20_000;

/** A Lucid user. */
export interface UserKey {
  account: string;
  id: string;
}

/** What is to be said of licences, and who says so. */
interface Statement {
  terms: ExceptionTerms;
  /** Entity ref. */
  by: string;
}

/** Where an exception has ended: its account, or `undefined` where it held for all. */
export interface EndedException {
  account: string | undefined;
}

/**
 * Makes and ends exceptions. They are never changed and never deleted: new terms
 * are a new exception, and the one before ends as revoked. What follows for the
 * states of Lucid users is none of its business.
 */
export class ExceptionStore {
  readonly #knex: Knex;
  readonly #patienceMs: number;

  /** @param options - `patienceMs`: how long somebody waits for other backends */
  constructor(options: { knex: Knex; patienceMs?: number }) {
    this.#knex = options.knex;
    this.#patienceMs = options.patienceMs ?? PATIENCE_MS;
  }

  /**
   * Makes an exception for each of some Lucid users, in place of the one that
   * was made for them before.
   *
   * @param users - each of them once
   * @returns the ids of the exceptions, in the order of the users
   * @throws NotFoundError when one of them does not exist; then none is made
   */
  async makeForUsers(
    users: UserKey[],
    { terms, by }: Statement,
  ): Promise<string[]> {
    return this.#change(async (trx, now) => {
      await runOverRows(trx, {
        columns: {
          account_id: 'text',
          user_id: 'text',
          ended_at: 'text',
          ended_by: 'text',
        },
        rows: users.map(({ account, id }) => ({
          account_id: account,
          user_id: id,
          ended_at: now,
          ended_by: by,
        })),
        sql: table =>
          `update exceptions set ended_at = r.ended_at, ended_by = r.ended_by from ${table} as r
           where exceptions.account_id = r.account_id
             and exceptions.user_id = r.user_id
             and exceptions.ended_at is null`,
      });
      const rows = users.map(({ account, id }) => ({
        ...newRow({ terms, by, at: now }),
        account_id: account,
        user_id: id,
      }));
      const made = await insertWhereKnown(trx, rows);
      if (made < rows.length) {
        throw new NotFoundError(
          rows.length === 1
            ? 'There is no such Lucid user'
            : `${rows.length - made} of these Lucid users do not exist`,
        );
      }
      return rows.map(row => row.exception_id);
    });
  }

  /**
   * Makes an exception for whoever fits a rule, in place of the one with the
   * same rule.
   *
   * @returns its id
   */
  async makeForRule(
    rule: ExceptionRule,
    { terms, by }: Statement,
  ): Promise<string> {
    return this.#change(async (trx, now) => {
      const sameField: { exception_id: string; rule_pattern: string }[] =
        await trx('exceptions')
          .where({
            account_id: rule.account ?? null,
            rule_field: rule.field,
            ended_at: null,
          })
          .select('exception_id', 'rule_pattern');
      const same = sameField.filter(
        row => foldCase(row.rule_pattern) === foldCase(rule.pattern),
      );
      await trx('exceptions')
        .whereIn(
          'exception_id',
          same.map(row => row.exception_id),
        )
        .update({ ended_at: now, ended_by: by });
      const row: ExceptionRow = {
        ...newRow({ terms, by, at: now }),
        account_id: rule.account,
        rule_field: rule.field,
        rule_pattern: rule.pattern,
      };
      await trx('exceptions').insert(row);
      return row.exception_id;
    });
  }

  /**
   * Ends the exception that was made for a single Lucid user.
   *
   * @returns false where there is none (any more)
   */
  async endForUser(
    { account, id }: UserKey,
    { by }: Pick<Statement, 'by'>,
  ): Promise<boolean> {
    return this.#change(async (trx, now) => {
      const ended = await trx('exceptions')
        .where({ account_id: account, user_id: id, ended_at: null })
        .update({ ended_at: now, ended_by: by });
      return ended > 0;
    });
  }

  /**
   * Ends an exception.
   *
   * @returns `undefined` where it has ended already, or never was
   */
  async end(
    exceptionId: string,
    { by }: Pick<Statement, 'by'>,
  ): Promise<EndedException | undefined> {
    return this.#change(async (trx, now) => {
      const [ended]: EndedRow[] = await trx('exceptions')
        .where({ exception_id: exceptionId, ended_at: null })
        .update({ ended_at: now, ended_by: by })
        .returning('account_id');
      return ended && toEnded(ended);
    });
  }

  /** Ends the exceptions whose last day has passed, in UTC and by the clock of the database. */
  async expire(): Promise<EndedException[]> {
    const knex = this.#knex;
    const ended: EndedRow[] = await knex('exceptions')
      .whereNull('ended_at')
      .whereRaw('until < substr(?, 1, 10)', [databaseTime(knex)])
      .update({ ended_at: databaseTime(knex) })
      .returning('account_id');
    return ended.map(toEnded);
  }

  /** Whether an exception was ever made. */
  async has(exceptionId: string): Promise<boolean> {
    const row = await this.#knex('exceptions')
      .where({ exception_id: exceptionId })
      .first('exception_id');
    return row !== undefined;
  }

  /**
   * One change at a time: of two who settle the same Lucid user at once, the later
   * one replaces what the other said.
   *
   * @throws ServiceUnavailableError where another backend keeps everybody waiting
   */
  async #change<T>(
    change: (trx: Knex.Transaction, now: string) => Promise<T>,
  ): Promise<T> {
    return this.#knex.transaction(async trx => {
      await lockRevision(trx, { patienceMs: this.#patienceMs });
      const { now }: { now: string } = await trx
        .select({ now: databaseTime(trx) })
        .first();
      return change(trx, now);
    });
  }
}

type EndedRow = { account_id: string | null };

function toEnded(row: EndedRow): EndedException {
  return { account: row.account_id ?? undefined };
}

function newRow({ terms, by, at }: Statement & { at: string }): ExceptionRow {
  return {
    exception_id: randomUUID(),
    note: terms.note,
    created_by: by,
    created_at: at,
    until: terms.until,
  };
}

/** @returns how many of the Lucid users are known, and have one now */
async function insertWhereKnown(
  trx: Knex.Transaction,
  rows: ExceptionRow[],
): Promise<number> {
  const list = Object.keys(exceptionColumns).join(', ');
  return runOverRows(trx, {
    columns: exceptionColumns,
    rows,
    sql: table =>
      `insert into exceptions (${list}) select ${list} from ${table} as r
       where exists (
         select 1 from lucid_users as u join accounts as a on a.account_id = u.account_id
         where u.account_id = r.account_id and u.user_id = r.user_id
           and a.snapshot_at is not null
       )`,
  });
}
