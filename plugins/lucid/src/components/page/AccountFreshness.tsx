import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AccountStatus } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { Facts } from '../shared/Facts';
import { Moment } from '../shared/Moment';
import { ConnectionState } from './ConnectionState';
import { LucidGroupsState } from './LucidGroupsState';
import { SyncStateText } from './SyncStateText';

/** The connection of one Lucid account, and when it was and will be read. */
export function AccountFreshness({ account }: { account: AccountStatus }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { connection, lastSync, lucidGroups } = account;
  const { nextSyncAt, runningSync, snapshotAt } = account;
  return (
    <Facts
      facts={[
        {
          label: t('sync.connection'),
          value: <ConnectionState connection={connection} />,
        },
        {
          label: t('sync.snapshot'),
          value: snapshotAt ? <Moment at={snapshotAt} /> : t('common.never'),
        },
        {
          label: t('sync.lastSync'),
          value: lastSync ? (
            <>
              <SyncStateText state={lastSync.state} />
              {' · '}
              <Moment at={lastSync.finishedAt ?? lastSync.startedAt} />
            </>
          ) : (
            t('common.never')
          ),
        },
        {
          label: t('sync.nextSync'),
          value: nextSync(),
        },
        {
          label: t('sync.lucidGroups'),
          value: lucidGroups && <LucidGroupsState groups={lucidGroups} />,
        },
      ]}
    />
  );

  function nextSync() {
    if (runningSync) return t('sync.running');
    return nextSyncAt ? <Moment at={nextSyncAt} /> : t('sync.notScheduled');
  }
}
