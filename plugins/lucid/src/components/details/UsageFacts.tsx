import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { Facts } from '../shared/Facts';
import { Day } from '../shared/Moment';

/** What Lucid says of one of its users. */
export function UsageFacts({ usage }: { usage: LicenceUsage }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const dayOf = (at?: string) => at && <Day at={at} />;
  return (
    <Facts
      facts={[
        { label: t('usage.account'), value: usage.account },
        { label: t('usage.id'), value: usage.id },
        { label: t('usage.userName'), value: usage.userName },
        { label: t('usage.email'), value: usage.email },
        { label: t('usage.otherEmails'), value: usage.otherEmails.join(', ') },
        { label: t('usage.externalId'), value: usage.externalId },
        { label: t('usage.title'), value: usage.title },
        { label: t('usage.department'), value: usage.department },
        { label: t('usage.division'), value: usage.division },
        { label: t('usage.organization'), value: usage.organization },
        { label: t('usage.costCenter'), value: usage.costCenter },
        { label: t('usage.billingCode'), value: usage.billingCode },
        { label: t('usage.roles'), value: usage.roles.join(', ') },
        {
          label: t('usage.groups'),
          value: usage.groups.map(({ id, name }) => name ?? id).join(', '),
        },
        { label: t('usage.createdAt'), value: dayOf(usage.createdAt) },
        { label: t('usage.firstSeen'), value: dayOf(usage.firstSeenAt) },
        { label: t('usage.lastSeen'), value: dayOf(usage.lastSeenAt) },
        { label: t('usage.departedAt'), value: dayOf(usage.departedAt) },
      ]}
    />
  );
}
