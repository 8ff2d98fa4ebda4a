import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { RiSettings3Line } from '@remixicon/react';
import { AccountStatus } from 'backstage-plugin-lucid-common';
import { ReactNode } from 'react';
import { lucidTranslationRef } from '../../translation';
import { Notice } from '../shared/Notice';
import { ClearFilters } from './ClearFilters';
import { NeverSynced } from './NeverSynced';
import { RefreshButton } from './RefreshButton';
import { isRead } from './accountCounts';

/**
 * What is to be seen of an account where it has been read, and of all of them
 * where none is chosen. What any other is like at present is not known, which is
 * not the same as that all is well.
 */
export function ReadAccount(props: {
  accounts: AccountStatus[];
  account?: string;
  /** Lets the account go, where no filters stand above that do. */
  onClear?: () => void;
  children: ReactNode;
}) {
  const { accounts, account, onClear, children } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  if (isRead(accounts, account)) return <>{children}</>;

  const clear = onClear && <ClearFilters size="small" onClear={onClear} />;
  return accounts.some(({ id }) => id === account) ? (
    <NeverSynced
      action={
        <Flex gap="2">
          <RefreshButton />
          {clear}
        </Flex>
      }
    />
  ) : (
    <Notice
      Icon={RiSettings3Line}
      title={t('status.notConfiguredTitle', { account: account ?? '' })}
      action={clear}
    >
      {t('status.notConfiguredText')}
    </Notice>
  );
}
