import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { EntityUsage } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { formatMoment } from '../shared/format';
import { Moment } from '../shared/Moment';

/** How old what the card shows is, loudly where it is too old. */
export function Freshness(props: Pick<EntityUsage, 'snapshotAt' | 'stale'>) {
  const { snapshotAt, stale } = props;
  const { t } = useTranslationRef(lucidTranslationRef);

  if (stale) {
    return (
      <Alert
        status="warning"
        icon
        title={t('card.staleTitle')}
        description={t('card.staleText', {
          since: formatMoment(stale.since),
          reason: stale.reason,
        })}
      />
    );
  }
  return snapshotAt ? (
    <Text as="p" variant="body-small" color="secondary">
      {t('card.asOf')} <Moment at={snapshotAt} />
    </Text>
  ) : null;
}
