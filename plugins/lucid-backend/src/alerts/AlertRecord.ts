import { Alert } from 'backstage-plugin-lucid-common';
import {
  AlertLedger,
  NewAlert,
  RaisedAlert,
  toAlert,
} from '../store/alerts/AlertLedger';
import {
  AlertNotification,
  NotificationQueue,
} from '../store/alerts/NotificationQueue';

/** What is told of alerts, by one notification. */
export type Announcement = Omit<
  AlertNotification,
  'kind' | 'occurrences' | 'recipients'
> & { recipients: string[] };

/** What an evaluation has found new. */
export interface AlertChanges {
  raised: Alert[];
  ended: Alert[];
}

/**
 * What one evaluation writes down: which occurrences have begun and ended, and
 * what is to be told of that, in the same transaction.
 */
export class AlertRecord {
  readonly #ledger: AlertLedger;
  readonly #queue: NotificationQueue;
  readonly #at: string;
  readonly #changes: AlertChanges = { raised: [], ended: [] };

  constructor(options: {
    ledger: AlertLedger;
    queue: NotificationQueue;
    at: string;
  }) {
    this.#ledger = options.ledger;
    this.#queue = options.queue;
    this.#at = options.at;
  }

  get changes(): AlertChanges {
    return this.#changes;
  }

  /**
   * Raises alerts that are told of together.
   *
   * @param announce - puts into words how many nobody has been told of
   */
  async raise(
    scope: string,
    alerts: NewAlert[],
    announce: (untold: number) => Announcement,
  ): Promise<void> {
    const raised = alerts.length > 0 ? await this.#ledger.raise(alerts) : [];
    if (raised.length === 0) {
      return;
    }
    this.#changes.raised.push(...raised.map(toAlert));
    const untold =
      raised.length + (await this.#queue.withdraw(scope, this.#at));
    await this.#tell('raised', untold, announce(untold));
  }

  /** Says in other words what goes on, where the numbers have changed. */
  async rephrase(alert: RaisedAlert, now: NewAlert): Promise<void> {
    const { severity, title, description, link } = now;
    const words = { severity, title, description, link };
    if (
      alert.severity !== severity ||
      alert.title !== title ||
      alert.description !== description ||
      alert.link !== link
    ) {
      await this.#ledger.rephrase(alert.id, words);
    }
  }

  /** Ends alerts, and tells nobody. */
  async end(alerts: RaisedAlert[]): Promise<void> {
    if (alerts.length > 0) {
      const ended = await this.#ledger.end(alerts);
      this.#changes.ended.push(...ended.map(toAlert));
    }
  }

  /**
   * Gives the all clear to those who were told, when nothing of a scope goes on any
   * more. Of what nobody was told, nobody is told that it is over.
   */
  async allClear(scope: string, announcement: Announcement): Promise<void> {
    await this.#queue.withdraw(scope, this.#at);
    const recipients = await this.#queue.waitingForEnd(scope);
    await this.#tell('ended', 1, { ...announcement, recipients });
  }

  /** Tells nobody what has not been told of a scope. */
  async forget(scope: string): Promise<void> {
    await this.#queue.withdraw(scope, this.#at);
  }

  async #tell(
    kind: AlertNotification['kind'],
    occurrences: number,
    announcement: Announcement,
  ): Promise<void> {
    if (announcement.recipients.length > 0) {
      await this.#queue.add({ ...announcement, kind, occurrences }, this.#at);
    }
  }
}
