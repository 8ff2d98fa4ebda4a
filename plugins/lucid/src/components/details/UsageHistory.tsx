import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { UsageChange } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { Moment } from '../shared/Moment';

const useStyles = makeStyles({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: '0 0 0 var(--bui-space-4)',
    borderLeft: '2px solid var(--bui-border-1)',
  },
  item: {
    overflowWrap: 'anywhere',
    '& + &': { marginTop: 'var(--bui-space-3)' },
  },
});

/** What happened to one Lucid user, the newest first. */
export function UsageHistory({ history }: { history: UsageChange[] }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();

  const valuesOf = ({ type, before, after }: UsageChange) => {
    if (type === 'licence-gained' || type === 'licence-lost') {
      return `: ${after ?? before}`;
    }
    if (type === 'departed') {
      const how = after && ` (${t('change.because', { after })})`;
      return `${how ?? ''}${before ? ` ${t('change.from', { before })}` : ''}`;
    }
    if (before && after) return ` ${t('change.fromTo', { before, after })}`;
    if (before) return ` ${t('change.from', { before })}`;
    return after ? ` ${t('change.to', { after })}` : '';
  };

  if (history.length === 0) {
    return <Text color="secondary">{t('usage.noHistory')}</Text>;
  }
  return (
    <ol className={classes.list} aria-label={t('usage.history')}>
      {history.map(change => (
        <li key={JSON.stringify(change)} className={classes.item}>
          <Flex direction="column" gap="1">
            <Text>
              {t(`change.${change.type}`)}
              {valuesOf(change)}
            </Text>
            <Text variant="body-small" color="secondary">
              <Moment at={change.at} />
            </Text>
          </Flex>
        </li>
      ))}
    </ol>
  );
}
