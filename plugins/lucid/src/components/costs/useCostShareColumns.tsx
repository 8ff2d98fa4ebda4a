import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Cell, CellText, Link, Text } from '@backstage/ui';
import { CostKey, CostShare } from 'backstage-plugin-lucid-common';
import { TAB_PATHS } from '../../routes';
import { lucidTranslationRef } from '../../translation';
import { useTabPath } from '../page/useTabPath';
import { CostText } from '../shared/CostText';
import { DataColumn } from '../shared/DataTable';
import { formatCount } from '../shared/format';

/** The columns of a table of costs by something. */
export function useCostShareColumns(
  by: CostKey,
  account?: string,
): DataColumn<CostShare>[] {
  const { t } = useTranslationRef(lucidTranslationRef);
  const pathOf = useTabPath();

  /** What a row is of, with the way to it where there is one. */
  const nameOf = ({ key, displayName }: CostShare) => {
    if (key === undefined) {
      return <Text color="secondary">{t(`costs.without.${by}`)}</Text>;
    }
    switch (by) {
      case 'group':
        return <EntityRefLink entityRef={key}>{displayName}</EntityRefLink>;
      case 'department':
        return (
          <Link href={pathOf(TAB_PATHS.licences, { department: key, account })}>
            {key}
          </Link>
        );
      default:
        return <Text>{key}</Text>;
    }
  };

  return [
    {
      id: 'name',
      label: t(`costs.shareOf.${by}`),
      isRowHeader: true,
      share: 40,
      cell: share => <Cell>{nameOf(share)}</Cell>,
    },
    {
      id: 'users',
      label: t('costs.users'),
      share: 16,
      cell: ({ users }) => <CellText title={formatCount(users)} />,
    },
    {
      id: 'undetected',
      label: t('costs.undetectedUsers'),
      share: 16,
      cell: ({ undetected }) => <CellText title={formatCount(undetected)} />,
    },
    {
      id: 'cost',
      label: t('costs.cost'),
      share: 28,
      cell: ({ cost }) => (
        <Cell>
          <CostText cost={cost} />
        </Cell>
      ),
    },
  ];
}
