import { EntityUsage, LucidStatus } from 'backstage-plugin-lucid-common';
import { isRead } from '../page/accountCounts';

/** What was read of an entity, and the status where that says why there is nothing. */
export interface EntityAnswer {
  usage: EntityUsage | undefined;
  status: LucidStatus | undefined;
}

/** Whether there is something to be said of the licences of an entity. */
export function isKnown(
  answer: EntityAnswer,
): answer is EntityAnswer & { usage: EntityUsage } {
  const { usage, status } = answer;
  return (
    usage !== undefined &&
    (usage.snapshotAt !== undefined || isRead(status?.accounts ?? []))
  );
}
