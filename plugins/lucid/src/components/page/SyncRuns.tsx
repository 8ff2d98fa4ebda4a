import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiHistoryLine } from '@remixicon/react';
import { useState } from 'react';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { DataTable } from '../shared/DataTable';
import { Notice } from '../shared/Notice';
import { PagedList } from '../shared/PagedList';
import { needsAccount } from './needsAccount';
import { useSyncColumns } from './useSyncColumns';

const PAGE_SIZE = 10;

/** Every sync, the newest first. */
export function SyncRuns(props: {
  /** Ids of the Lucid accounts that are configured. */
  accounts: string[];
}) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const [cursor, setCursor] = useState<string>();
  const answer = useLucidData(
    JSON.stringify(['syncs', cursor]),
    (api, signal) => api.syncs({ cursor, limit: PAGE_SIZE }, { signal }),
  );
  const showAccount = needsAccount(props.accounts, answer.value?.items);
  const columns = useSyncColumns({ showAccount });
  const label = t('sync.runsTable');
  return (
    <PagedList
      label={label}
      answer={answer}
      cursor={cursor}
      onCursor={setCursor}
      empty={<Notice Icon={RiHistoryLine} title={t('sync.noRuns')} />}
      totalText={count => t('sync.total', { count })}
    >
      {(page, empty) => (
        <DataTable
          label={label}
          columns={columns}
          minWidth={showAccount ? 980 : 880}
          items={page?.items}
          keyOf={sync => sync.id}
          isStale={answer.loading}
          empty={empty}
        />
      )}
    </PagedList>
  );
}
