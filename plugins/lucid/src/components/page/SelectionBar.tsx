import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useRef, useState } from 'react';
import { lucidTranslationRef } from '../../translation';
import { AccountForDialog } from '../settle/AccountForDialog';
import { UsageSelection } from './useUsageSelection';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: 'var(--bui-space-3)',
    padding: 'var(--bui-space-3)',
    borderRadius: 'var(--bui-radius-3)',
    border: '1px solid var(--bui-border-2)',
    background: 'var(--bui-bg-neutral-1)',
    // Stays at hand however far down the list somebody selects.
    position: 'sticky',
    top: 'var(--bui-space-2)',
    zIndex: 1,
  },
  said: { '&:focus': { outline: 'none' } },
});

/** How many users are selected, and what can be done with them. */
export function SelectionBar({ selection }: { selection: UsageSelection }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  const { usages, clear } = selection;
  const [outcome, setOutcome] = useState('');
  const said = useRef<HTMLDivElement>(null);
  const isOver = usages.length === 0 && outcome !== '';

  // The button that had the focus has gone.
  useEffect(() => {
    if (isOver) said.current?.focus();
  }, [isOver]);

  const end = (how: string) => {
    setOutcome(how);
    clear();
  };

  if (usages.length === 0) {
    return outcome === '' ? null : (
      <div ref={said} role="status" tabIndex={-1} className={classes.said}>
        <Text color="secondary">{outcome}</Text>
      </div>
    );
  }
  return (
    <section
      className={classes.bar}
      aria-label={t('exceptions.selectionRegion')}
    >
      <Text weight="bold">
        {t('exceptions.selected', { count: usages.length })}
      </Text>
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        <AccountForDialog
          usages={usages}
          label={t('exceptions.accountSelected')}
          onDone={() =>
            end(t('exceptions.accountedFor', { count: usages.length }))
          }
        />
        <Button
          size="small"
          variant="tertiary"
          onPress={() => end(t('exceptions.selectionCleared'))}
        >
          {t('exceptions.clearSelection')}
        </Button>
      </Flex>
    </section>
  );
}
