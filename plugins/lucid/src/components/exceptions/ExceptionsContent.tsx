import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { EXCEPTION_STATES } from 'backstage-plugin-lucid-common';
import { useUrlState } from '../../hooks/useUrlState';
import { lucidTranslationRef } from '../../translation';
import { UsagePanel } from '../details/UsagePanel';
import { FilterSelect } from '../page/FilterSelect';
import { LucidContent } from '../page/LucidContent';
import { known } from '../page/usageFilters';
import { ExceptionTable } from './ExceptionTable';
import { ExceptionViews } from './ExceptionViews';
import { MakeRule } from './MakeRule';

const PARAMETERS = ['state', 'account'] as const;

/** Every exception that was made, and the rules among them. */
export function ExceptionsContent() {
  return (
    <LucidContent>
      {({ accounts }) => <Exceptions accounts={accounts.map(({ id }) => id)} />}
    </LucidContent>
  );
}

function Exceptions({ accounts }: { accounts: string[] }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { values, change, cursor, goTo } = useUrlState(PARAMETERS);
  const { account } = values;
  // Those that hold are what somebody comes for.
  const state =
    values.state === 'any'
      ? undefined
      : known(EXCEPTION_STATES, values.state) ?? 'active';

  return (
    <Flex direction="column" gap="4">
      <Flex
        justify="between"
        align="start"
        gap="4"
        style={{ flexWrap: 'wrap' }}
      >
        <Text as="p" color="secondary" style={{ maxWidth: '44rem' }}>
          {t('exceptions.intro')}
        </Text>
        <MakeRule accounts={accounts} />
      </Flex>
      <Flex justify="between" align="end" gap="4" style={{ flexWrap: 'wrap' }}>
        <ExceptionViews account={account} current={state} />
        {accounts.length > 1 && (
          <FilterSelect
            label={t('list.filterAccount')}
            value={account}
            options={accounts.map(value => ({ value, label: value }))}
            onSelect={id => change({ account: id })}
          />
        )}
      </Flex>
      <ExceptionTable
        query={{ state, account }}
        cursor={cursor}
        onCursor={goTo}
      />
      <UsagePanel />
    </Flex>
  );
}
