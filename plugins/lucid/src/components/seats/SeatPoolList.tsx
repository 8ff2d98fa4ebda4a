import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { SeatPool } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { ShareBar } from '../shared/ShareBar';
import { SeatBadges } from './SeatBadges';
import { usePoolName } from './usePoolName';
import { useSeatTexts } from './useSeatTexts';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: { '& + &': { marginTop: 'var(--bui-space-4)' } },
  name: { minWidth: 0, overflowWrap: 'anywhere' },
});

/** Seats that were bought, each lot with what is used of it. */
export function SeatPoolList(props: {
  pools: SeatPool[];
  /** Says whose each lot is. */
  withAccounts: boolean;
}) {
  const { pools, withAccounts } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const poolName = usePoolName();
  const { headline, utilisation, term } = useSeatTexts();
  const classes = useStyles();

  return (
    <ul className={classes.list} aria-label={t('costs.seats')}>
      {pools.map(pool => (
        <li key={pool.id} className={classes.item}>
          <Flex direction="column" gap="2">
            <Flex
              justify="between"
              align="center"
              gap="2"
              style={{ flexWrap: 'wrap' }}
            >
              <Text className={classes.name} weight="bold">
                {poolName(pool)}
              </Text>
              <SeatBadges pool={pool} />
              <Text>{headline(pool)}</Text>
            </Flex>
            {pool.bought !== undefined && (
              <ShareBar
                part={pool.used}
                whole={pool.bought}
                label={t('costs.utilisation', { pool: poolName(pool) })}
              />
            )}
            <Text variant="body-small" color="secondary">
              {[
                utilisation(pool),
                term(pool),
                withAccounts && pool.account,
                pool.source === 'lucid'
                  ? t('costs.fromLucid')
                  : t('costs.fromConfiguration'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </Flex>
        </li>
      ))}
    </ul>
  );
}
