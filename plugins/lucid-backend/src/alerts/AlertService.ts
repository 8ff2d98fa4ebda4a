import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import {
  LUCID_EVENT_TOPIC,
  LucidAlertEvent,
} from 'backstage-plugin-lucid-common';
import { describeFailure } from '../failures/describeFailure';
import { AlertChanges } from './AlertRecord';

/** What alerts are made by. */
export interface AlertSteps {
  evaluate(now: Date): Promise<AlertChanges>;
  deliver(signal: AbortSignal): Promise<void>;
}

/** Has alerts evaluated, and tells of what has changed. */
export class AlertService {
  readonly #steps: AlertSteps;
  readonly #events: EventsService;
  readonly #onChange: (account: string) => void;
  readonly #logger: LoggerService;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #isOutdated = false;

  constructor(options: {
    steps: AlertSteps;
    events: EventsService;
    /** Is called for each account in which alerts have begun or ended. */
    onChange: (account: string) => void;
    logger: LoggerService;
  }) {
    this.#steps = options.steps;
    this.#events = options.events;
    this.#onChange = options.onChange;
    this.#logger = options.logger;
  }

  /**
   * Evaluates without keeping anybody waiting, and once more where an evaluation is
   * under way that may have missed what is new.
   */
  evaluateSoon(): void {
    // What fails is logged, and the schedule tries again.
    this.evaluate().catch(() => {});
  }

  /** Evaluates, and sends what is to be sent; in this process, once at a time. */
  async evaluate(): Promise<void> {
    if (this.#stopping.signal.aborted) {
      return undefined;
    }
    this.#isOutdated = true;
    this.#running ??= this.#evaluateUntilUpToDate().finally(() => {
      this.#running = undefined;
      if (this.#isOutdated) {
        // Somebody asked for it at the very end.
        this.evaluateSoon();
      }
    });
    return this.#running;
  }

  /** Sees the notification that is under way to its end, so that none is claimed and not sent. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running?.catch(() => {});
  }

  async #evaluateUntilUpToDate(): Promise<void> {
    const { signal } = this.#stopping;
    try {
      while (this.#isOutdated && !signal.aborted) {
        this.#isOutdated = false;
        const changes = await this.#steps.evaluate(new Date());
        await this.#tell(changes);
        await this.#steps.deliver(signal);
      }
    } catch (error) {
      // Not the error itself, which may hold a statement with its values.
      const reason = describeFailure(error).message;
      this.#logger.warn('Could not evaluate alerts', { reason });
      throw new Error(`Could not evaluate alerts: ${reason}`);
    }
  }

  async #tell({ raised, ended }: AlertChanges): Promise<void> {
    const events: LucidAlertEvent[] = [
      ...raised.map(alert => ({ type: 'alert-raised' as const, alert })),
      ...ended.map(alert => ({ type: 'alert-ended' as const, alert })),
    ];
    if (events.length === 0) {
      return;
    }
    this.#logger.info('Alerts have changed', {
      raised: raised.length,
      ended: ended.length,
    });
    new Set(events.map(({ alert }) => alert.account)).forEach(this.#onChange);
    await this.#publish(events);
  }

  /** Whoever listens to events may fail, and that keeps nobody from being notified. */
  async #publish(events: LucidAlertEvent[]): Promise<void> {
    try {
      for (const eventPayload of events) {
        await this.#events.publish({ topic: LUCID_EVENT_TOPIC, eventPayload });
      }
    } catch (error) {
      this.#logger.warn('Could not publish events of alerts', {
        reason: describeFailure(error).message,
      });
    }
  }
}
