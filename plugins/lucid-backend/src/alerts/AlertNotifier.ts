import { LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import {
  AlertNotification,
  NotificationQueue,
} from '../store/alerts/NotificationQueue';

/** Backstage stores no longer ones. */
const LONGEST_TITLE = 255;

/** Sends what is to be told of alerts, as notifications of Backstage. */
export class AlertNotifier {
  readonly #notifications: NotificationService;
  readonly #queue: NotificationQueue;
  readonly #now: () => Date;
  readonly #logger: LoggerService;
  #hasSaidMissing = false;

  constructor(options: {
    notifications: NotificationService;
    queue: NotificationQueue;
    /** The time that it is. */
    now: () => Date;
    logger: LoggerService;
  }) {
    this.#notifications = options.notifications;
    this.#queue = options.queue;
    this.#now = options.now;
    this.#logger = options.logger;
  }

  /**
   * Sends what waits. What cannot be sent waits for the next time, for a day at most.
   *
   * @param signal - ends it after the notification that is being sent
   */
  async deliver(signal: AbortSignal): Promise<void> {
    const lost = await this.#queue.giveUp(this.#now());
    if (lost > 0 && !this.#hasSaidMissing) {
      this.#logger.warn('Alerts could not be told of for a day', {
        notifications: lost,
      });
    }
    for (const id of await this.#queue.waiting()) {
      if (signal.aborted) {
        return;
      }
      // Of now, because those before may have taken minutes.
      const notification = await this.#queue.claim(id, this.#now());
      if (notification && !(await this.#send(id, notification))) {
        return;
      }
    }
  }

  /** @returns false where there is nobody to send anything to */
  async #send(id: number, notification: AlertNotification): Promise<boolean> {
    const { recipients, title, description, link, severity, rule, scope } =
      notification;
    try {
      await this.#notifications.send({
        recipients: { type: 'entity', entityRef: recipients },
        payload: {
          title: shortened(title),
          description,
          link,
          severity,
          topic: rule,
          scope,
        },
      });
    } catch (error) {
      await this.#queue.release(id);
      return this.#explain(error);
    }
    await this.#queue.sent(id, this.#now());
    return true;
  }

  #explain(error: unknown): boolean {
    const reason = error instanceof Error ? error.message : 'unknown';
    // All that the client says of an answer is in the words of its error.
    if (!/status 404\b/.test(reason)) {
      this.#logger.warn(
        'Could not tell of an alert; it is tried again at the next evaluation',
        { reason },
      );
      return true;
    }
    if (!this.#hasSaidMissing) {
      this.#hasSaidMissing = true;
      this.#logger.info(
        'The notifications plugin is not installed: alerts are told of on the page and by events alone',
      );
    }
    return false;
  }
}

function shortened(title: string): string {
  return title.length > LONGEST_TITLE
    ? `${title.slice(0, LONGEST_TITLE - 1)}…`
    : title;
}
