import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { RiTeamLine } from '@remixicon/react';
import { AccountStatus } from 'backstage-plugin-lucid-common';
import { useLucidData } from '../../hooks/useLucidData';
import { useLucidPermissions } from '../../hooks/useLucidPermissions';
import { lucidTranslationRef } from '../../translation';
import { MoneyFigures } from '../costs/MoneyFigures';
import { Distribution } from '../shared/Distribution';
import { Notice } from '../shared/Notice';
import { ProxyNote } from '../shared/ProxyNote';
import { useLicenceName } from '../shared/useLicenceName';
import { Trends } from '../trends/Trends';
import { AccountFreshness } from './AccountFreshness';
import { AccountFigures } from './AccountFigures';
import { NeverSynced } from './NeverSynced';
import { Panel } from './Panel';
import { PlacesPanel } from './PlacesPanel';
import { usePanelGrid } from './usePanelGrid';
import { useTabPath } from './useTabPath';

/** The figures of one Lucid account. */
export function AccountOverview(props: {
  account: AccountStatus;
  /** The lists behind the figures are then narrowed to this account. */
  isOneOfSeveral: boolean;
}) {
  const { account, isOneOfSeveral } = props;
  const { counts } = account;
  const { t } = useTranslationRef(lucidTranslationRef);
  const { licenceName } = useLicenceName();
  const panels = usePanelGrid();
  const { mayReadCosts } = useLucidPermissions();
  const pathOf = useTabPath();
  // Several accounts have a heading each.
  const panelLevel = isOneOfSeveral ? 'h3' : 'h2';
  const narrowedTo = isOneOfSeveral ? account.id : undefined;
  const question = { account: narrowedTo };
  const costs = useLucidData(
    JSON.stringify(['costs', question, mayReadCosts]),
    async (api, signal) =>
      mayReadCosts ? api.costs(question, { signal }) : undefined,
  );
  const seats = useLucidData(
    JSON.stringify(['seats', question]),
    (api, signal) => api.seats(question, { signal }),
  );

  const listOf = (tab: string, filters: Record<string, string> = {}) =>
    pathOf(tab, { ...question, ...filters });
  const usersText = (count: number) => t('overview.users', { count });
  const licences = Object.entries(counts.byLicence).sort(
    ([, a], [, b]) => b - a,
  );

  if (!account.snapshotAt) {
    return <NeverSynced />;
  }

  return (
    <Flex direction="column" gap="3">
      <AccountFigures account={account.id} counts={counts} listOf={listOf} />
      <MoneyFigures costs={costs} seats={seats} account={narrowedTo} />
      <div className={panels}>
        <Panel level={panelLevel} title={t('overview.byLicence')}>
          {counts.users === 0 ? (
            <Notice Icon={RiTeamLine} title={t('overview.empty')} />
          ) : (
            <>
              <Distribution
                whole={counts.users}
                parts={licences.map(([name, count]) => ({
                  key: name,
                  label: licenceName(name),
                  count,
                  text: usersText(count),
                }))}
              />
              <ProxyNote licences={licences.map(([name]) => name)} />
              <Text variant="body-small" color="secondary">
                {t('overview.byLicenceText')}
              </Text>
            </>
          )}
        </Panel>
        <Panel level={panelLevel} title={t('overview.byAccess')}>
          <Distribution
            whole={counts.users}
            parts={[
              {
                key: 'can-edit',
                label: t('access.canEdit'),
                count: counts.byAccess['can-edit'],
              },
              {
                key: 'view-only',
                label: t('access.viewOnly'),
                count: counts.byAccess['view-only'],
              },
              {
                key: 'unknown',
                label: t('access.unknown'),
                count: counts.byAccess.unknown,
              },
            ].map(part => ({ ...part, text: usersText(part.count) }))}
          />
          <Text variant="body-small" color="secondary">
            {t('overview.byAccessText')}
          </Text>
        </Panel>
        <PlacesPanel account={narrowedTo} level={panelLevel} />
        <Panel level={panelLevel} title={t('overview.freshness')}>
          <AccountFreshness account={account} />
        </Panel>
      </div>
      <Trends
        account={narrowedTo}
        level={panelLevel}
        pools={seats.value?.pools ?? []}
      />
    </Flex>
  );
}
