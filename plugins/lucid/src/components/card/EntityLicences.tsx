import { Flex } from '@backstage/ui';
import { EntityUsage } from 'backstage-plugin-lucid-common';
import { useLucidData } from '../../hooks/useLucidData';
import { ErrorNotice } from '../shared/ErrorNotice';
import { CardSkeleton } from './CardSkeleton';
import { Freshness } from './Freshness';
import { GroupLicences } from './GroupLicences';
import { MissingUsage } from './MissingUsage';
import { UsageDetails } from './UsageDetails';
import { UserLicences } from './UserLicences';

/** What a card holds: the licences of one entity, or why there are none. */
export function EntityLicences({ entityRef }: { entityRef: string }) {
  const { value, error, loading, reload } = useLucidData(
    entityRef,
    async (api, signal) => {
      const usage = await api.entityUsage(entityRef, { signal });
      // Only an answer without a snapshot raises the question why.
      const status = usage?.snapshotAt
        ? undefined
        : await api.status({ signal });
      return { usage, status };
    },
  );

  if (error && !loading) return <ErrorNotice error={error} onRetry={reload} />;
  if (!value) return <CardSkeleton />;

  const { usage, status } = value;
  const hasSnapshot =
    usage?.snapshotAt || status?.accounts.some(each => each.snapshotAt);
  if (!usage || !hasSnapshot) return <MissingUsage status={status} />;

  return (
    <Flex direction="column" gap="4">
      <UsageOfKind usage={usage} />
      <Freshness snapshotAt={usage.snapshotAt} stale={usage.stale} />
    </Flex>
  );
}

function UsageOfKind({ usage }: { usage: EntityUsage }) {
  switch (usage.kind) {
    case 'User':
      return <UserLicences usage={usage} />;
    case 'Group':
      return <GroupLicences usage={usage} />;
    default:
      return <UsageDetails usage={usage.usage} history={usage.history} />;
  }
}
