import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { RiHourglassLine, RiPlugLine, RiQuestionLine } from '@remixicon/react';
import { LucidStatus } from 'backstage-plugin-lucid-common';
import { usePagePath } from '../../hooks/usePagePath';
import { lucidTranslationRef } from '../../translation';
import { Notice } from '../shared/Notice';

/** Why there is nothing to be said of the licences of an entity. */
export function MissingUsage(props: {
  status?: LucidStatus;
  /** What is said of an entity that the catalog did not have then. */
  unknownText?: string;
}) {
  const { status, unknownText } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const pagePath = usePagePath();

  if (status && status.configuration.state !== 'valid') {
    return (
      <Notice
        Icon={RiPlugLine}
        title={t('card.notConfiguredTitle')}
        action={
          pagePath !== undefined && (
            <ButtonLink href={pagePath} variant="secondary">
              {t('card.openSetup')}
            </ButtonLink>
          )
        }
      >
        {pagePath === undefined
          ? t('card.notConfiguredWithoutPage')
          : t('card.notConfiguredText')}
      </Notice>
    );
  }
  if (status && !status.accounts.some(account => account.snapshotAt)) {
    return (
      <Notice Icon={RiHourglassLine} title={t('card.neverSyncedTitle')}>
        {t('card.neverSyncedText')}
      </Notice>
    );
  }
  return (
    <Notice Icon={RiQuestionLine} title={t('card.unknownTitle')}>
      {unknownText ?? t('card.unknownText')}
    </Notice>
  );
}
