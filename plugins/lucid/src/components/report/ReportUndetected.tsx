import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { ListedUsage } from 'backstage-plugin-lucid-common';
import { Fragment } from 'react';
import { useLucidPermissions } from '../../hooks/useLucidPermissions';
import { lucidTranslationRef } from '../../translation';
import { PlainTable } from '../shared/PlainTable';
import { UsageCost } from '../shared/UsageCost';
import { useLicenceName } from '../shared/useLicenceName';
import { useMatchText } from '../shared/useMatchText';
import { ReportSection } from './ReportSection';

/** Undetected users, with what they cost for those who may see it. */
export function ReportUndetected(props: {
  users: ListedUsage[];
  /** How many there are, those included who are not told of. */
  all: number;
}) {
  const { users, all } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const { mayReadCosts } = useLucidPermissions();
  const { licenceName, accessName } = useLicenceName();
  const { undetectedText } = useMatchText();

  return (
    <ReportSection title={t('report.undetected')} isLong>
      {users.length === 0 && (
        <Text as="p" color="secondary">
          {t('report.noneUndetected')}
        </Text>
      )}
      {users.length > 0 && users.length < all && (
        <Text as="p" color="secondary">
          {t('report.undetectedText', { count: users.length })}
        </Text>
      )}
      {users.length > 0 && (
        <PlainTable
          caption={t('report.undetected')}
          columns={[
            { id: 'name', label: t('report.name'), width: '32%' },
            { id: 'department', label: t('report.department') },
            { id: 'licences', label: t('report.licences'), width: '22%' },
            { id: 'why', label: t('report.why'), width: '22%' },
            ...(mayReadCosts
              ? [{ id: 'cost', label: t('costs.cost'), isNumber: true }]
              : []),
          ]}
          rows={users.map(user => ({
            id: user.entityRef,
            cells: [
              <Fragment key="name">
                {user.displayName}
                {user.email && (
                  <Text as="p" variant="body-small" color="secondary">
                    {user.email}
                  </Text>
                )}
              </Fragment>,
              user.department ?? '–',
              user.licences
                .map(({ name, access }) =>
                  [licenceName(name), access && accessName(access)]
                    .filter(Boolean)
                    .join(' · '),
                )
                .join(', ') || t('licence.none'),
              undetectedText(user.undetectedReason),
              ...(mayReadCosts ? [<UsageCost key="cost" usage={user} />] : []),
            ],
          }))}
        />
      )}
    </ReportSection>
  );
}
