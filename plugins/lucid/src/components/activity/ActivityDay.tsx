import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { Activity } from 'backstage-plugin-lucid-common';
import { Link } from 'react-router-dom';
import { lucidTranslationRef } from '../../translation';
import { ChangeIcon } from '../changes/ChangeIcon';
import { ChangeSource } from '../changes/ChangeSource';
import { useChangeText } from '../changes/useChangeText';
import { useOpenUsage } from '../details/useOpenUsage';
import { formatCalendarDay } from '../shared/format';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    gap: 'var(--bui-space-3)',
    paddingBlock: 'var(--bui-space-3)',
    overflowWrap: 'anywhere',
    '& + &': { borderTop: '1px solid var(--bui-border-1)' },
  },
  text: { minWidth: 0, paddingTop: 3 },
  name: {
    color: 'inherit',
    fontWeight: 700,
    '&:focus-visible': {
      outline: '2px solid var(--bui-ring)',
      outlineOffset: 2,
    },
  },
});

/** What happened on one day, the newest first. */
export function ActivityDay(props: {
  /** `YYYY-MM-DD`. */
  day: string;
  changes: Activity[];
  showAccount: boolean;
}) {
  const { day, changes, showAccount } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  const { hrefOf } = useOpenUsage();
  const changeText = useChangeText();
  const dayText = formatCalendarDay(day);

  return (
    <section>
      <Text as="h2" weight="bold">
        {dayText}
      </Text>
      <ol
        className={classes.list}
        aria-label={t('activity.ofDay', { day: dayText })}
      >
        {changes.map(change => {
          const { account, displayName, id, type, userId } = change;
          return (
            <li key={id} className={classes.item}>
              <ChangeIcon type={type} />
              <Flex direction="column" gap="1" className={classes.text}>
                <Text>
                  <Link
                    to={hrefOf({ account, id: userId })}
                    className={classes.name}
                  >
                    {displayName}
                  </Link>
                  {' · '}
                  {changeText(change).what}
                </Text>
                <Text variant="body-small" color="secondary">
                  <ChangeSource change={change} account={account} />
                  {showAccount && ` · ${account}`}
                </Text>
              </Flex>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
