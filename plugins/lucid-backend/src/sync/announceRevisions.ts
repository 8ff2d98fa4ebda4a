import { EventsService } from '@backstage/plugin-events-node';
import {
  LUCID_EVENT_TOPIC,
  LucidRevisionEvent,
} from 'backstage-plugin-lucid-common';

/**
 * Tells other plugins, and the rest of this one, that what is stored of an account
 * has changed.
 *
 * @param options - `onRevision` keeps nobody waiting; what `record` does counts even
 * where no plugin can be told, and what events throw is thrown after it
 */
export function announceRevisions(options: {
  events: EventsService;
  onRevision: (account: string) => void;
  record: (account: string) => Promise<unknown>;
}): (account: string, revision: number) => Promise<void> {
  const { events, onRevision, record } = options;
  return async (account, revision) => {
    onRevision(account);
    const recorded = record(account);
    try {
      await events.publish({
        topic: LUCID_EVENT_TOPIC,
        eventPayload: {
          type: 'revision',
          account,
          revision,
        } satisfies LucidRevisionEvent,
      });
    } finally {
      await recorded;
    }
  };
}
