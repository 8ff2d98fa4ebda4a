import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Text } from '@backstage/ui';
import { Sync, SyncCounts } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { DataColumn } from '../shared/DataTable';
import { formatCount, formatDuration } from '../shared/format';
import { Moment } from '../shared/Moment';
import { SyncDetails } from './SyncDetails';
import { SyncStateText } from './SyncStateText';

/** Columns of a table of syncs. */
export function useSyncColumns(options: {
  showAccount: boolean;
}): DataColumn<Sync>[] {
  const { t } = useTranslationRef(lucidTranslationRef);
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
  if (options.showAccount) {
    columns.splice(1, 0, {
      id: 'account',
      label: t('list.account'),
      share: 12,
      cell: sync => <CellText title={sync.account} />,
    });
  }
  return columns;
}

function durationOf({ startedAt, finishedAt }: Sync): string {
  return finishedAt
    ? formatDuration(
        new Date(finishedAt).getTime() - new Date(startedAt).getTime(),
      )
    : '–';
}
