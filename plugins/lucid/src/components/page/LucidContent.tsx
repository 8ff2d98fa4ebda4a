import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, Flex, Skeleton, VisuallyHidden } from '@backstage/ui';
import { RiHourglassLine } from '@remixicon/react';
import { LucidStatus } from 'backstage-plugin-lucid-common';
import { ReactNode } from 'react';
import { useLiveUpdates } from '../../hooks/useLiveUpdates';
import { useLucidStatus } from '../../hooks/useLucidStatus';
import { lucidTranslationRef } from '../../translation';
import { ErrorNotice } from '../shared/ErrorNotice';
import { Notice } from '../shared/Notice';
import { useReadableSecondary } from '../shared/useReadableSecondary';
import { RefreshButton } from './RefreshButton';
import { RefreshProgress } from './RefreshProgress';
import { SetupGuide } from './SetupGuide';
import { StatusAlerts } from './StatusAlerts';
import { useTabsThatFit } from './useTabsThatFit';

/**
 * What all tabs have in common: the progress of a refresh, what is wrong with
 * the data, and what is to be done where there is none.
 */
export function LucidContent(props: {
  /** The tab has nothing to show before the first snapshot. */
  needsSnapshot?: boolean;
  /** The tab shows held snapshots itself. */
  showsHeld?: boolean;
  children: (status: LucidStatus) => ReactNode;
}) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { value: status, error, loading, reload } = useLucidStatus();
  useTabsThatFit();
  useLiveUpdates();

  return (
    <Container className={useReadableSecondary()}>
      <Flex direction="column" gap="4">
        <RefreshProgress />
        {error && !loading && (
          <ErrorNotice
            title={t('status.loadErrorTitle')}
            error={error}
            onRetry={reload}
          />
        )}
        {!status && !error && <ContentSkeleton />}
        {status && <ContentOf status={status} {...props} />}
      </Flex>
    </Container>
  );
}

function ContentOf(props: {
  status: LucidStatus;
  needsSnapshot?: boolean;
  showsHeld?: boolean;
  children: (status: LucidStatus) => ReactNode;
}) {
  const { status, needsSnapshot, showsHeld, children } = props;
  const { t } = useTranslationRef(lucidTranslationRef);

  if (status.configuration.state !== 'valid') {
    return <SetupGuide configuration={status.configuration} />;
  }
  const hasSnapshot = status.accounts.some(account => account.snapshotAt);
  return (
    <>
      <StatusAlerts accounts={status.accounts} withoutHeld={showsHeld} />
      {needsSnapshot && !hasSnapshot ? (
        <Notice
          Icon={RiHourglassLine}
          title={t('status.neverSyncedTitle')}
          action={<RefreshButton />}
        >
          {t('status.neverSyncedText')}
        </Notice>
      ) : (
        children(status)
      )}
    </>
  );
}

function ContentSkeleton() {
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <Flex direction="column" gap="4" role="status">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      <Skeleton height={96} />
      <Skeleton height={240} />
    </Flex>
  );
}
