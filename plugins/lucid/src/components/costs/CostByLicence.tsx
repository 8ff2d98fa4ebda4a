import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Text } from '@backstage/ui';
import { CostOfLicence } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { Panel } from '../page/Panel';
import { CostText } from '../shared/CostText';
import { DataColumn, DataTable } from '../shared/DataTable';
import { formatCount } from '../shared/format';
import { ProxyNote } from '../shared/ProxyNote';
import { useLicenceName } from '../shared/useLicenceName';

/** What each licence costs at each access level. */
export function CostByLicence({ rows }: { rows: CostOfLicence[] }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { licenceName, accessName } = useLicenceName();
  const columns: DataColumn<CostOfLicence>[] = [
    {
      id: 'licence',
      label: t('costs.licence'),
      isRowHeader: true,
      share: 32,
      cell: ({ licence }) => <CellText title={licenceName(licence)} />,
    },
    {
      id: 'access',
      label: t('costs.access'),
      // The same licence may have two rows.
      isRowHeader: true,
      share: 24,
      cell: ({ access }) => (
        <CellText title={access ? accessName(access) : '–'} />
      ),
    },
    {
      id: 'users',
      label: t('costs.users'),
      share: 16,
      cell: ({ users }) => <CellText title={formatCount(users)} />,
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

  return (
    <Panel title={t('costs.byLicence')} level="h2">
      <DataTable
        label={t('costs.byLicenceTable')}
        columns={columns}
        items={rows}
        keyOf={({ licence, access }) => JSON.stringify([licence, access])}
        isStale={false}
        minWidth={420}
        empty={<Text>{t('costs.noLicences')}</Text>}
      />
      <ProxyNote licences={rows.map(({ licence }) => licence)} />
    </Panel>
  );
}
