import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { RiHourglassLine, RiTeamLine } from '@remixicon/react';
import { AccountStatus } from 'backstage-plugin-lucid-common';
import { rootRouteRef } from '../../routes';
import { lucidTranslationRef } from '../../translation';
import { Distribution } from '../shared/Distribution';
import { Notice } from '../shared/Notice';
import { ProxyNote } from '../shared/ProxyNote';
import { useLicenceName } from '../shared/useLicenceName';
import { AccountFreshness } from './AccountFreshness';
import { AccountFigures } from './AccountFigures';
import { Panel } from './Panel';
import { PlacesPanel } from './PlacesPanel';

const useStyles = makeStyles({
  panels: {
    display: 'grid',
    gap: 'var(--bui-space-3)',
    alignItems: 'stretch',
    // Two beside each other at most: there are four.
    gridTemplateColumns:
      'repeat(auto-fit, minmax(max(min(100%, 20rem), 50% - var(--bui-space-3)), 1fr))',
  },
});

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
  const classes = useStyles();
  // Several accounts have a heading each.
  const panelLevel = isOneOfSeveral ? 'h3' : 'h2';
  const pagePath = useRouteRef(rootRouteRef)();

  const listOf = (tab: string, filters: Record<string, string> = {}) => {
    const query = new URLSearchParams({
      ...filters,
      ...(isOneOfSeveral && { account: account.id }),
    }).toString();
    return `${pagePath}/${tab}${query && `?${query}`}`;
  };
  const usersText = (count: number) => t('overview.users', { count });
  const licences = Object.entries(counts.byLicence).sort(
    ([, a], [, b]) => b - a,
  );

  if (!account.snapshotAt) {
    return (
      <Notice Icon={RiHourglassLine} title={t('status.neverSyncedTitle')}>
        {t('status.neverSyncedText')}
      </Notice>
    );
  }

  return (
    <Flex direction="column" gap="3">
      <AccountFigures counts={counts} listOf={listOf} />
      <div className={classes.panels}>
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
        <PlacesPanel
          account={isOneOfSeveral ? account.id : undefined}
          level={panelLevel}
        />
        <Panel level={panelLevel} title={t('overview.freshness')}>
          <AccountFreshness account={account} />
        </Panel>
      </div>
    </Flex>
  );
}
