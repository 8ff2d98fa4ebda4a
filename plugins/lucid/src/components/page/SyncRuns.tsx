import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Cell, CellText, Text } from '@backstage/ui';
import { RiHistoryLine } from '@remixicon/react';
import { Sync, SyncCounts } from 'backstage-plugin-lucid-common';
import { useState } from 'react';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { DataColumn, DataTable } from '../shared/DataTable';
import { Answer } from '../shared/Answer';
import { EmptyPage } from '../shared/EmptyPage';
import { formatCount, formatDuration } from '../shared/format';
import { Moment } from '../shared/Moment';
import { Notice } from '../shared/Notice';
import { Pager } from '../shared/Pager';
import { SyncDetails } from './SyncDetails';
import { SyncStateText } from './SyncStateText';
import { needsAccount } from './needsAccount';

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
  const { value, loading } = answer;
  const showAccount = needsAccount(props.accounts, value?.items);
  const changesOf = ({
    added,
    changed,
    departed,
    rejected,
    returned,
  }: SyncCounts) =>
    [
      added && t('sync.addedCount', { number: formatCount(added) }),
      changed && t('sync.changedCount', { number: formatCount(changed) }),
      returned && t('sync.returnedCount', { number: formatCount(returned) }),
      departed && t('sync.departedCount', { number: formatCount(departed) }),
      rejected && t('sync.rejectedCount', { number: formatCount(rejected) }),
    ]
      .filter(Boolean)
      .join(', ') || t('sync.nothingChanged');
  const columns: DataColumn<Sync>[] = [
    {
      id: 'started',
      label: t('sync.started'),
      isRowHeader: true,
      share: 18,
      cell: sync => (
        <Cell>
          <Text>
            <Moment at={sync.startedAt} />
          </Text>
        </Cell>
      ),
    },
    {
      id: 'state',
      label: t('sync.state'),
      share: 14,
      cell: sync => (
        <Cell>
          <Text>
            <SyncStateText state={sync.state} />
          </Text>
        </Cell>
      ),
    },
    {
      id: 'trigger',
      label: t('sync.trigger'),
      share: 13,
      cell: sync => <CellText title={t(`sync.triggers.${sync.trigger}`)} />,
    },
    {
      id: 'duration',
      label: t('sync.duration'),
      share: 9,
      cell: sync => <CellText title={durationOf(sync)} />,
    },
    {
      id: 'users',
      label: t('sync.users'),
      share: 9,
      cell: ({ counts }) => (
        <CellText title={counts ? formatCount(counts.users) : '–'} />
      ),
    },
    {
      id: 'changes',
      label: t('sync.changes'),
      share: 25,
      cell: ({ counts }) => (
        <Cell>
          <Text>{counts ? changesOf(counts) : '–'}</Text>
        </Cell>
      ),
    },
    {
      id: 'details',
      label: t('sync.details'),
      share: 12,
      cell: sync => (
        <Cell>
          <SyncDetails sync={sync} />
        </Cell>
      ),
    },
  ];
  if (showAccount) {
    columns.splice(1, 0, {
      id: 'account',
      label: t('list.account'),
      share: 12,
      cell: sync => <CellText title={sync.account} />,
    });
  }

  const label = t('sync.runsTable');
  return (
    <Answer of={answer}>
      <Card>
        <CardBody>
          <DataTable
            label={label}
            columns={columns}
            minWidth={showAccount ? 980 : 880}
            items={value?.items}
            keyOf={sync => sync.id}
            isStale={loading}
            empty={
              <EmptyPage page={value} onFirstPage={() => setCursor(undefined)}>
                <Notice Icon={RiHistoryLine} title={t('sync.noRuns')} />
              </EmptyPage>
            }
          />
          {value && (
            <Pager
              label={label}
              page={value}
              total={t('sync.total', { count: value.totalItems })}
              onCursor={setCursor}
            />
          )}
        </CardBody>
      </Card>
    </Answer>
  );
}

function durationOf({ startedAt, finishedAt }: Sync): string {
  return finishedAt
    ? formatDuration(
        new Date(finishedAt).getTime() - new Date(startedAt).getTime(),
      )
    : '–';
}
