import { Alert, AlertRule } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { insertRows, isOneOf } from '../bulkRows';

/** What is said of an alert. */
export type AlertWords = Pick<
  Alert,
  'severity' | 'title' | 'description' | 'link'
>;

/** An occurrence that is to be raised. */
export interface NewAlert extends AlertWords {
  /** The same for the next occurrence of the same. */
  key: string;
  /** What is told of together. */
  scope: string;
  rule: AlertRule;
  account: string;
  /** What it is about: a pool of seats or a Lucid user, by its id. */
  subject?: string;
}

/** An occurrence that was raised. */
export interface RaisedAlert extends NewAlert {
  id: string;
  since: string;
  endedAt?: string;
}

interface AlertRow {
  alert_id: string;
  key: string;
  scope: string;
  rule: AlertRule;
  account_id: string;
  subject: string | null;
  severity: Alert['severity'];
  title: string;
  description: string;
  link: string;
  since: string;
  ended_at: string | null;
}

/**
 * The record of occurrences, in the hands of one evaluation at a time: whatever it
 * reads after it was opened is at least as new as what any evaluation before saw.
 */
export class AlertLedger {
  readonly #trx: Knex.Transaction;
  readonly #at: string;

  private constructor(trx: Knex.Transaction, at: string) {
    this.#trx = trx;
    this.#at = at;
  }

  /** When it was opened last; `null` before the first time. */
  static async lastOpened(knex: Knex): Promise<string | null> {
    const row = await knex('alert_evaluations').first<{
      evaluated_at: string | null;
    }>('evaluated_at');
    return row.evaluated_at;
  }

  /**
   * Keeps other evaluations out, in any process, until the transaction ends.
   *
   * @param last - when it was opened last, as far as the caller knows
   * @returns nothing where another evaluation came before this one: what the caller
   * has read already may be older than what that one saw
   */
  static async open(
    trx: Knex.Transaction,
    at: string,
    last: string | null,
  ): Promise<AlertLedger | undefined> {
    // An update, because SQLite has no "for update"; it takes the same lock.
    const opened = await trx('alert_evaluations')
      .where({ evaluated_at: last })
      .update({ evaluated_at: at });
    return opened > 0 ? new AlertLedger(trx, at) : undefined;
  }

  async goingOn(): Promise<RaisedAlert[]> {
    return readGoingOn(this.#trx);
  }

  /** @returns those that did not go on already */
  async raise(alerts: NewAlert[]): Promise<RaisedAlert[]> {
    const raised = alerts.map(alert => ({
      ...alert,
      id: randomUUID(),
      since: this.#at,
    }));
    await insertRows<
      Omit<AlertRow, 'ended_at' | 'subject'> & { subject?: string }
    >(this.#trx, {
      table: 'alerts',
      columns: {
        alert_id: 'text',
        key: 'text',
        scope: 'text',
        rule: 'text',
        account_id: 'text',
        subject: 'text',
        severity: 'text',
        title: 'text',
        description: 'text',
        link: 'text',
        since: 'text',
      },
      rows: raised.map(({ id, account, ...rest }) => ({
        alert_id: id,
        account_id: account,
        ...rest,
      })),
      onConflict: 'do nothing',
    });
    const written = new Set(
      await this.#trx('alerts')
        .where(
          isOneOf(
            this.#trx,
            'alert_id',
            raised.map(({ id }) => id),
          ),
        )
        .pluck<string[]>('alert_id'),
    );
    return raised.filter(({ id }) => written.has(id));
  }

  /** Says with other numbers what goes on. */
  async rephrase(id: string, words: AlertWords): Promise<void> {
    await this.#trx('alerts').where({ alert_id: id }).update(words);
  }

  async end(alerts: RaisedAlert[]): Promise<RaisedAlert[]> {
    await this.#trx('alerts')
      .where(
        isOneOf(
          this.#trx,
          'alert_id',
          alerts.map(({ id }) => id),
        ),
      )
      .update({ ended_at: this.#at });
    return alerts.map(alert => ({ ...alert, endedAt: this.#at }));
  }
}

/** Occurrences that go on, the newest first. */
export async function readGoingOn(knex: Knex): Promise<RaisedAlert[]> {
  const rows = await knex('alerts')
    .whereNull('ended_at')
    .orderBy([
      { column: 'since', order: 'desc' },
      { column: 'account_id' },
      { column: 'key' },
    ])
    .select<AlertRow[]>();
  return rows.map(
    ({ alert_id, account_id, subject, ended_at: _ended, ...rest }) => ({
      ...rest,
      id: alert_id,
      account: account_id,
      ...(subject !== null && { subject }),
    }),
  );
}

/** What others are told of an occurrence. */
export function toAlert(alert: RaisedAlert): Alert {
  const { key: _key, scope: _scope, subject: _subject, ...told } = alert;
  return told;
}
