import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { COST_KEYS } from 'backstage-plugin-lucid-common';
import { useUrlState } from '../../hooks/useUrlState';
import { lucidTranslationRef } from '../../translation';
import { Panel } from '../page/Panel';
import { known } from '../page/usageFilters';
import { useViewLink } from '../page/useViewLink';
import { ViewNav } from '../shared/ViewNav';
import { CostShareList } from './CostShareList';

const FILTERS = ['by'] as const;

/** What licences cost by department, cost centre or group. */
export function CostShares({ account }: { account?: string }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { values, cursor, goTo } = useUrlState(FILTERS);
  const linkTo = useViewLink();
  const by = known(COST_KEYS, values.by) ?? 'department';

  return (
    <Panel title={t('costs.byPlace')} level="h2">
      <ViewNav
        label={t('costs.places')}
        views={COST_KEYS.map(key => ({
          href: linkTo({ by: key }),
          label: t(`costs.by.${key}`),
          isCurrent: key === by,
        }))}
      />
      {by === 'group' && (
        <Text as="p" variant="body-small" color="secondary">
          {t('costs.groupText')}
        </Text>
      )}
      <CostShareList
        // A department is no group: rows of one breakdown never stand in another.
        key={by}
        by={by}
        account={account}
        cursor={cursor}
        onCursor={goTo}
      />
    </Panel>
  );
}
