import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { ReconciliationStatus } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: 'var(--bui-space-2)',
    padding: 'var(--bui-space-2) 0',
    '& + &': { borderTop: '1px solid var(--bui-border-1)' },
  },
  rule: { minWidth: 0, overflowWrap: 'anywhere' },
  count: { whiteSpace: 'nowrap' },
});

/** Rules with what they say, and how many users each leaves out. */
export function RuleList({ rules }: { rules: ReconciliationStatus['rules'] }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  return (
    <ul className={classes.list} aria-label={t('reconciliation.rules')}>
      {rules.map(({ name, description, users }) => (
        <li key={name} className={classes.item}>
          <Flex direction="column" gap="1" className={classes.rule}>
            <Text weight="bold">{name}</Text>
            <Text variant="body-small" color="secondary">
              {description}
            </Text>
          </Flex>
          <Text className={classes.count}>
            {t('reconciliation.ruleUsers', { count: users })}
          </Text>
        </li>
      ))}
    </ul>
  );
}
