import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Cell, CellText, Text } from '@backstage/ui';
import { ListedUsage } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { useOpenUsage } from '../details/useOpenUsage';
import { CatalogUserLinks } from '../shared/CatalogUserLinks';
import { DataColumn } from '../shared/DataTable';
import { LicenceBadges } from '../shared/LicenceBadges';
import { Day } from '../shared/Moment';
import { StateBadge } from '../shared/StateBadge';
import { UsageCost } from '../shared/UsageCost';
import { useMatchText } from '../shared/useMatchText';
import { ExceptionSummary } from '../settle/ExceptionSummary';
import { ProbablyText } from './ProbablyText';
import { WhyUndetected } from './WhyUndetected';

export type ColumnName =
  | 'name'
  | 'department'
  | 'licences'
  | 'cost'
  | 'why'
  | 'probably'
  | 'departedAt'
  | 'state'
  | 'catalogUser'
  | 'was'
  | 'candidates'
  | 'settle'
  | 'exception'
  | 'leftOutBy'
  | 'account';

/** Columns of a table of Lucid users, by name, each with its share of the width. */
export type ColumnShares = [name: ColumnName, share: number][];

/** Columns of a table of Lucid users, by name. */
export function useUsageColumns(
  shares: ColumnShares,
): DataColumn<ListedUsage>[] {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { hrefOf } = useOpenUsage();
  const { matchText } = useMatchText();

  const columns: Record<ColumnName, Omit<DataColumn<ListedUsage>, 'share'>> = {
    name: {
      id: 'displayName',
      label: t('list.name'),
      isSortable: true,
      isRowHeader: true,
      cell: usage => (
        <CellText
          title={usage.displayName}
          description={usage.email ?? usage.userName ?? usage.id}
          href={hrefOf(usage)}
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
    cost: {
      id: 'cost',
      label: t('money.perMonth'),
      cell: usage => (
        <Cell>
          <UsageCost usage={usage} />
        </Cell>
      ),
    },
    why: {
      id: 'reason',
      label: t('list.why'),
      isSortable: true,
      cell: usage => (
        <Cell>
          <WhyUndetected usage={usage} />
        </Cell>
      ),
    },
    probably: {
      id: 'probably',
      label: t('list.probably'),
      cell: usage => (
        <Cell>
          <ProbablyText nearest={usage.nearest} />
        </Cell>
      ),
    },
    departedAt: {
      id: 'lastSeen',
      label: t('list.departedAt'),
      isSortable: true,
      cell: usage => (
        <Cell>
          <Text>
            <Day at={usage.departedAt ?? usage.lastSeenAt} />
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
    candidates: {
      id: 'candidates',
      label: t('list.mayBe'),
      cell: usage => (
        <Cell>
          <CatalogUserLinks entityRefs={usage.match?.entityRefs ?? []} />
          <Text variant="body-small" color="secondary">
            {usage.match && matchText(usage.match)}
          </Text>
        </Cell>
      ),
    },
    was: {
      id: 'was',
      label: t('list.was'),
      cell: usage => (
        <Cell>
          <CatalogUserLinks entityRefs={usage.match?.entityRefs ?? []} />
        </Cell>
      ),
    },
    settle: {
      id: 'settle',
      label: t('list.settleHeader'),
      cell: usage => (
        <Cell>
          <ButtonLink
            href={hrefOf(usage)}
            size="small"
            variant="secondary"
            aria-label={t('list.settleOf', { name: usage.displayName })}
          >
            {t('list.settle')}
          </ButtonLink>
        </Cell>
      ),
    },
    exception: {
      id: 'exception',
      label: t('list.exception'),
      cell: usage => (
        <Cell>
          {usage.exception && <ExceptionSummary exception={usage.exception} />}
        </Cell>
      ),
    },
    leftOutBy: {
      id: 'leftOutBy',
      label: t('list.leftOutBy'),
      cell: usage => <CellText title={usage.leftOutBy ?? '–'} />,
    },
    account: {
      id: 'account',
      label: t('list.account'),
      cell: usage => <CellText title={usage.account} />,
    },
  };
  return shares.map(([name, share]) => ({ ...columns[name], share }));
}
