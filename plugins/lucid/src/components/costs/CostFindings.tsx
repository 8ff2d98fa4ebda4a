import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Link, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { CostFindings as Findings } from 'backstage-plugin-lucid-common';
import { TAB_PATHS } from '../../routes';
import { lucidTranslationRef } from '../../translation';
import { Panel } from '../page/Panel';
import { useTabPath } from '../page/useTabPath';
import { CostText } from '../shared/CostText';
import { knownFindings } from './knownFindings';

/** The list with those whom a finding is about, and maybe others. */
const LISTS: Record<
  keyof Findings,
  { tab: string; filters: Record<string, string> }
> = {
  undetected: { tab: TAB_PATHS.undetected, filters: {} },
  leavers: { tab: TAB_PATHS.undetected, filters: { reason: 'leaver' } },
  departedButBilled: {
    tab: TAB_PATHS.licences,
    filters: { state: 'departed' },
  },
  viewOnlySuffices: {
    tab: TAB_PATHS.licences,
    filters: { access: 'view-only' },
  },
};

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    gap: 'var(--bui-space-1) var(--bui-space-4)',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    padding: 'var(--bui-space-3) 0',
    '& + &': { borderTop: '1px solid var(--bui-border-1)' },
  },
  cost: { textAlign: 'end' },
});

/** What licences cost that might be saved, each with the way to who it is about. */
export function CostFindings(props: { findings: Findings; account?: string }) {
  const { findings, account } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  const pathOf = useTabPath();

  return (
    <Panel title={t('costs.findings')} level="h2">
      <ul className={classes.list} aria-label={t('costs.findings')}>
        {knownFindings(findings).map(({ name, users, cost }) => {
          const { tab, filters } = LISTS[name];
          const title = t(`costs.finding.${name}`);
          const show = t(`costs.findingShow.${name}`);
          return (
            <li key={name} className={classes.item}>
              <Flex direction="column" gap="1">
                <Text weight="bold">{title}</Text>
                <Text variant="body-small" color="secondary">
                  {t(`costs.finding.${name}Text`)}
                </Text>
              </Flex>
              <Flex direction="column" gap="1" className={classes.cost}>
                {users > 0 && <CostText cost={cost} />}
                <Text>{t('costs.findingUsers', { count: users })}</Text>
                {users > 0 && (
                  <Link
                    href={pathOf(tab, { ...filters, account })}
                    aria-label={t('costs.findingShowOf', {
                      show,
                      finding: title,
                    })}
                  >
                    {show}
                  </Link>
                )}
              </Flex>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
