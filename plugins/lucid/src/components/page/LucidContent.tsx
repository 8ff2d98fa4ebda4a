import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, Flex, Skeleton } from '@backstage/ui';
import { LucidStatus } from 'backstage-plugin-lucid-common';
import { ReactNode } from 'react';
import { useLiveUpdates } from '../../hooks/useLiveUpdates';
import { useLucidStatus } from '../../hooks/useLucidStatus';
import { lucidTranslationRef } from '../../translation';
import { ReadersOnly } from '../permissions/ReadersOnly';
import { Answer } from '../shared/Answer';
import { Awaited } from '../shared/Awaited';
import { useReadableSecondary } from '../shared/useReadableSecondary';
import { NeverSynced } from './NeverSynced';
import { RefreshButton } from './RefreshButton';
import { RefreshProgress } from './RefreshProgress';
import { SetupGuide } from './SetupGuide';
import { StatusAlerts } from './StatusAlerts';
import { isRead } from './accountCounts';
import { useTabsThatFit } from './useTabsThatFit';

/**
 * What all tabs have in common: the progress of a refresh, what is wrong with
 * the data, and what is to be done where there is none. Or that somebody may not
 * see any of it.
 */
export function LucidContent(props: LucidContentProps) {
  useTabsThatFit();
  return (
    <Container className={useReadableSecondary()}>
      <ReadersOnly awaited={<AwaitedContent />}>
        <ReadContent {...props} />
      </ReadersOnly>
    </Container>
  );
}

interface LucidContentProps {
  /** The tab has nothing to show before the first snapshot. */
  needsSnapshot?: boolean;
  /** The tab shows held snapshots itself. */
  showsHeld?: boolean;
  children: (status: LucidStatus) => ReactNode;
}

function AwaitedContent() {
  return (
    <Awaited>
      <Skeleton height={96} />
      <Skeleton height={240} />
    </Awaited>
  );
}

function ReadContent(props: LucidContentProps) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const answer = useLucidStatus();
  const status = answer.value;
  useLiveUpdates();

  return (
    <Flex direction="column" gap="4">
      <RefreshProgress accounts={status?.accounts} />
      <Answer of={answer} errorTitle={t('status.loadErrorTitle')}>
        {status ? <ContentOf status={status} {...props} /> : <AwaitedContent />}
      </Answer>
    </Flex>
  );
}

function ContentOf(props: LucidContentProps & { status: LucidStatus }) {
  const { status, needsSnapshot, showsHeld, children } = props;

  if (status.configuration.state !== 'valid') {
    return <SetupGuide configuration={status.configuration} />;
  }
  return (
    <>
      <StatusAlerts accounts={status.accounts} withoutHeld={showsHeld} />
      {needsSnapshot && !isRead(status.accounts) ? (
        <NeverSynced action={<RefreshButton />} />
      ) : (
        children(status)
      )}
    </>
  );
}
