import { Flex } from '@backstage/ui';
import { EntityUsage } from 'backstage-plugin-lucid-common';
import { useLiveUpdates } from '../../hooks/useLiveUpdates';
import { useLucidData } from '../../hooks/useLucidData';
import { ReadersOnly } from '../permissions/ReadersOnly';
import { Answer } from '../shared/Answer';
import { CardSkeleton } from './CardSkeleton';
import { Freshness } from './Freshness';
import { GroupLicences } from './GroupLicences';
import { MissingUsage } from './MissingUsage';
import { UsageDetails } from '../details/UsageDetails';
import { UserLicences } from './UserLicences';
import { EntityAnswer, isKnown } from './isKnown';

/**
 * What a card holds: the licences of one entity, or why there are none. The page of the
 * entity keeps a place for the card whatever it holds, so whoever may not see them is
 * told so.
 */
export function EntityLicences({ entityRef }: { entityRef: string }) {
  return (
    <ReadersOnly awaited={<CardSkeleton />}>
      <LicencesOf entityRef={entityRef} />
    </ReadersOnly>
  );
}

function LicencesOf({ entityRef }: { entityRef: string }) {
  useLiveUpdates();
  const answer = useLucidData(entityRef, async (api, signal) => {
    const usage = await api.entityUsage(entityRef, { signal });
    // Why there is nothing to show, and where a licence can be asked for.
    const status =
      usage?.snapshotAt && !isUnlicensed(usage)
        ? undefined
        : await api.status({ signal });
    return { usage, status };
  });
  const { value } = answer;

  return (
    <Flex direction="column" gap="4">
      <Answer of={answer}>
        {value ? <ReadLicences {...value} /> : <CardSkeleton />}
      </Answer>
    </Flex>
  );
}

function ReadLicences(answer: EntityAnswer) {
  const { status } = answer;
  if (!isKnown(answer)) return <MissingUsage status={status} />;

  const { usage } = answer;
  return (
    <Flex direction="column" gap="4">
      <UsageOfKind usage={usage} requestUrl={status?.licenceRequestUrl} />
      <Freshness snapshotAt={usage.snapshotAt} stale={usage.stale} />
    </Flex>
  );
}

function isUnlicensed(usage: EntityUsage): boolean {
  return (
    usage.kind === 'User' &&
    usage.usages.length === 0 &&
    usage.ambiguous.length === 0
  );
}

function UsageOfKind(props: { usage: EntityUsage; requestUrl?: string }) {
  const { usage, requestUrl } = props;
  switch (usage.kind) {
    case 'User':
      return <UserLicences usage={usage} requestUrl={requestUrl} />;
    case 'Group':
      return <GroupLicences usage={usage} />;
    default:
      return <UsageDetails details={usage} level="h4" />;
  }
}
