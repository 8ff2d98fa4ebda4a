import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { useUrlState } from '../../hooks/useUrlState';
import { lucidTranslationRef } from '../../translation';
import { UsagePanel } from '../details/UsagePanel';
import { LucidContent } from '../page/LucidContent';
import { ActivityFilterBar } from './ActivityFilterBar';
import { ActivityList } from './ActivityList';
import { ActivityViews } from './ActivityViews';
import { ACTIVITY_FILTERS, activityView } from './activityFilters';

/** What changed, when, and which sync saw it. */
export function ActivityContent() {
  return (
    <LucidContent needsSnapshot>
      {({ accounts }) => <Changes accounts={accounts.map(({ id }) => id)} />}
    </LucidContent>
  );
}

function Changes({ accounts }: { accounts: string[] }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { values, change, cursor, goTo } = useUrlState(ACTIVITY_FILTERS);
  return (
    <Flex direction="column" gap="4">
      <Text as="p" color="secondary">
        {t('activity.intro')}
      </Text>
      <ActivityViews current={activityView(values.type)} />
      <ActivityFilterBar
        filters={values}
        onChange={change}
        accounts={accounts}
      />
      <ActivityList
        filters={values}
        cursor={cursor}
        onCursor={goTo}
        accounts={accounts}
      />
      <UsagePanel />
    </Flex>
  );
}
