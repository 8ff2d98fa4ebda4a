import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Cell, CellText, Text } from '@backstage/ui';
import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { CatalogUserLinks } from '../shared/CatalogUserLinks';
import { DataColumn } from '../shared/DataTable';
import { LicenceBadges } from '../shared/LicenceBadges';
import { Day } from '../shared/Moment';
import { StateBadge } from '../shared/StateBadge';
import { useMatchText } from '../shared/useMatchText';

type ColumnName =
  | 'name'
  | 'department'
  | 'licences'
  | 'why'
  | 'firstSeen'
  | 'state'
  | 'catalogUser'
  | 'account';

/** Columns of a table of Lucid users, by name. */
export function useUsageColumns(
  shares: [name: ColumnName, share: number][],
): DataColumn<LicenceUsage>[] {
  const { t } = useTranslationRef(lucidTranslationRef);
  const entityLink = useEntityRefLink();
  const { undetectedText } = useMatchText();

  const columns: Record<ColumnName, Omit<DataColumn<LicenceUsage>, 'share'>> = {
    name: {
      id: 'displayName',
      label: t('list.name'),
      isSortable: true,
      isRowHeader: true,
      cell: usage => (
        <CellText
          title={usage.displayName}
          description={usage.email ?? usage.userName ?? usage.id}
          href={entityLink(usage.entityRef)}
        />
      ),
    },
    department: {
      id: 'department',
      label: t('list.department'),
      isSortable: true,
      cell: usage => <CellText title={usage.department ?? '–'} />,
    },
    licences: {
      id: 'licences',
      label: t('list.licences'),
      cell: usage => (
        <Cell>
          <LicenceBadges licences={usage.licences} />
        </Cell>
      ),
    },
    why: {
      id: 'why',
      label: t('list.why'),
      cell: usage => (
        <Cell>
          <Text>{undetectedText(usage.undetectedReason)}</Text>
        </Cell>
      ),
    },
    firstSeen: {
      id: 'firstSeen',
      label: t('list.firstSeen'),
      isSortable: true,
      cell: usage => (
        <Cell>
          <Text>
            <Day at={usage.firstSeenAt} />
          </Text>
        </Cell>
      ),
    },
    state: {
      id: 'state',
      label: t('list.state'),
      isSortable: true,
      cell: usage => (
        <Cell>
          <StateBadge state={usage.state} />
        </Cell>
      ),
    },
    catalogUser: {
      id: 'catalogUser',
      label: t('list.catalogUser'),
      cell: usage => (
        <Cell>
          <CatalogUserLinks entityRefs={usage.match?.entityRefs ?? []} />
        </Cell>
      ),
    },
    account: {
      id: 'account',
      label: t('list.account'),
      cell: usage => <CellText title={usage.account} />,
    },
  };
  return shares.map(([name, share]) => ({ ...columns[name], share }));
}
