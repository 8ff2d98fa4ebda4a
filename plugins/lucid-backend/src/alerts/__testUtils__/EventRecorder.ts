import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  EventParams,
  EventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { SignalPayload } from '@backstage/plugin-signals-node';
import {
  LucidAlertEvent,
  LucidRevisionEvent,
} from 'backstage-plugin-lucid-common';

/** Keeps every event of a backend; signals are some of them. */
export class EventRecorder implements EventsService {
  readonly #published: EventParams[] = [];

  readonly feature = createServiceFactory({
    service: eventsServiceRef,
    deps: {},
    factory: () => this,
  });

  async publish(params: EventParams): Promise<void> {
    this.#published.push(params);
  }

  async subscribe(): Promise<void> {
    // Nobody in these tests listens.
  }

  /** Events of alerts, the oldest first. */
  get alerts(): LucidAlertEvent[] {
    return this.#published
      .filter(({ topic }) => topic === 'lucid')
      .map(
        ({ eventPayload }) =>
          eventPayload as LucidAlertEvent | LucidRevisionEvent,
      )
      .filter(event => event.type !== 'revision');
  }

  /** Signals of this plugin. */
  get signals(): SignalPayload[] {
    return this.#published
      .filter(({ topic }) => topic === 'signals')
      .map(({ eventPayload }) => eventPayload as SignalPayload)
      .filter(({ channel }) => channel === 'lucid');
  }
}
