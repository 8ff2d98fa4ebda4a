import { Alert, AlertRule } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';

/** What is to be told of alerts. */
export interface AlertNotification {
  /** A later notification of the same scope takes its place. */
  scope: string;
  kind: 'raised' | 'ended';
  /** How many alerts it tells of. */
  occurrences: number;
  /** Entity refs of users and groups. */
  recipients: string[];
  rule: AlertRule;
  severity: Alert['severity'];
  title: string;
  description: string;
  link: string;
}

interface NotificationRow extends Omit<AlertNotification, 'recipients'> {
  notification_id: number;
  recipients: string;
  created_at: string;
  claimed_at: string | null;
  sent_at: string | null;
}

const DAY_MS = 24 * 60 * 60_000;

/** Longer, and whoever began to send a notification has died. */
const LONGEST_SENDING_MS = 60_000;

/** Notifications that are sent in one go; there are few. */
const MOST_AT_ONCE = 100;

/**
 * What is to be told, written down together with what it tells of, so that
 * neither is without the other. Whoever sends a notification claims it before, and
 * nobody sends it again unless that failed: a process that dies in between loses
 * it, rather than that it is told twice.
 */
export class NotificationQueue {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /**
   * Takes back what has not been told of a scope.
   *
   * @returns how many alerts were to be told of
   */
  async withdraw(scope: string, at: string): Promise<number> {
    // Claimed, so that nobody begins to send it meanwhile.
    const withdrawn: NotificationRow[] = await this.#knex('alert_notifications')
      .where({ scope })
      .whereNull('claimed_at')
      .update({ claimed_at: at })
      .returning('*');
    await this.#knex('alert_notifications')
      .whereIn(
        'notification_id',
        withdrawn.map(row => row.notification_id),
      )
      .delete();
    return withdrawn
      .filter(({ kind }) => kind === 'raised')
      .reduce((sum, { occurrences }) => sum + occurrences, 0);
  }

  async add(notification: AlertNotification, at: string): Promise<void> {
    await this.#knex('alert_notifications').insert({
      ...notification,
      recipients: JSON.stringify(notification.recipients),
      created_at: at,
    });
  }

  /** Who was told last that something has begun, and not yet that it has ended. */
  async waitingForEnd(scope: string): Promise<string[]> {
    const last = await this.#knex('alert_notifications')
      .where({ scope })
      .whereNotNull('claimed_at')
      .orderBy('notification_id', 'desc')
      .first<Pick<NotificationRow, 'kind' | 'recipients'> | undefined>(
        'kind',
        'recipients',
      );
    return last?.kind === 'raised' ? JSON.parse(last.recipients) : [];
  }

  /** Ids of what is to be sent, in its order. */
  async waiting(): Promise<number[]> {
    return this.#knex('alert_notifications')
      .whereNull('claimed_at')
      .orderBy('notification_id')
      .limit(MOST_AT_ONCE)
      .pluck('notification_id');
  }

  /**
   * Takes it upon this process to send a notification.
   *
   * @returns nothing when another one does, or is still sending an earlier one of
   * the same scope, which would come last
   */
  async claim(id: number, now: Date): Promise<AlertNotification | undefined> {
    const at = (shiftMs: number) =>
      new Date(now.getTime() + shiftMs).toISOString();
    const [row]: NotificationRow[] = await this.#knex('alert_notifications')
      .where({ notification_id: id })
      .whereNull('claimed_at')
      .whereNotIn(
        'scope',
        this.#knex('alert_notifications')
          .where('claimed_at', '>', at(-LONGEST_SENDING_MS))
          .whereNull('sent_at')
          .select('scope'),
      )
      .update({ claimed_at: at(0) })
      .returning('*');
    if (!row) {
      return undefined;
    }
    const {
      notification_id: _id,
      created_at: _createdAt,
      claimed_at: _claimedAt,
      sent_at: _sentAt,
      ...notification
    } = row;
    return { ...notification, recipients: JSON.parse(row.recipients) };
  }

  async sent(id: number, at: Date): Promise<void> {
    await this.#knex('alert_notifications')
      .where({ notification_id: id })
      .update({ sent_at: at.toISOString() });
  }

  /** Leaves a notification that could not be sent to the next attempt. */
  async release(id: number): Promise<void> {
    const row = await this.#knex('alert_notifications')
      .where({ notification_id: id })
      .update({ claimed_at: null })
      .returning<{ scope: string }[]>('scope');
    // What has been said of the scope meanwhile would come before it.
    await this.#knex('alert_notifications')
      .where({ notification_id: id })
      .whereIn(
        'scope',
        this.#knex('alert_notifications')
          .where({ scope: row[0]?.scope ?? '' })
          .where('notification_id', '>', id)
          .select('scope'),
      )
      .delete();
  }

  /**
   * Gives up on what could not be sent for a day.
   *
   * @returns how many there were
   */
  async giveUp(now: Date): Promise<number> {
    return this.#knex('alert_notifications')
      .whereNull('claimed_at')
      .where('created_at', '<', new Date(now.getTime() - DAY_MS).toISOString())
      .delete();
  }
}
