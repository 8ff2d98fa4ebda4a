import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { LicenceUsage, UsageChange } from 'backstage-plugin-lucid-common';
import { TAB_PATHS } from '../../routes';
import { lucidTranslationRef } from '../../translation';
import { ChangeIcon } from '../changes/ChangeIcon';
import { ChangeSource } from '../changes/ChangeSource';
import { useChangeText } from '../changes/useChangeText';
import { useOptionalTabPath } from '../page/useTabPath';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    position: 'relative',
    display: 'flex',
    gap: 'var(--bui-space-3)',
    overflowWrap: 'anywhere',
    '& + &': { marginTop: 'var(--bui-space-4)' },
    // The line from one icon to the next.
    '&:not(:last-child)::before': {
      content: '""',
      position: 'absolute',
      insetInlineStart: 13,
      top: 32,
      bottom: 'calc(-1 * var(--bui-space-4) + 4px)',
      borderInlineStart: '2px solid var(--bui-border-1)',
    },
  },
  text: { minWidth: 0, paddingTop: 3 },
});

/** What happened to one Lucid user, the newest first. */
export function UsageHistory(props: {
  usage: Pick<LicenceUsage, 'account' | 'id'>;
  history: UsageChange[];
}) {
  const { usage, history } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  const changeText = useChangeText();
  const tabPath = useOptionalTabPath();

  if (history.length === 0) {
    return <Text color="secondary">{t('usage.noHistory')}</Text>;
  }
  return (
    <Flex direction="column" gap="4">
      <ol className={classes.list} aria-label={t('usage.history')}>
        {history.map(change => {
          const { what, why } = changeText(change);
          return (
            <li key={JSON.stringify(change)} className={classes.item}>
              <ChangeIcon type={change.type} />
              <Flex direction="column" gap="1" className={classes.text}>
                <Text>{what}</Text>
                {why && <Text variant="body-small">{why}</Text>}
                <Text variant="body-small" color="secondary">
                  <ChangeSource change={change} account={usage.account} />
                </Text>
              </Flex>
            </li>
          );
        })}
      </ol>
      {tabPath && (
        <div>
          <ButtonLink
            href={tabPath(TAB_PATHS.activity, {
              q: usage.id,
              account: usage.account,
            })}
            variant="secondary"
            size="small"
          >
            {t('activity.ofUser')}
          </ButtonLink>
        </div>
      )}
    </Flex>
  );
}
