import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { LucidStatus, SeatPool } from 'backstage-plugin-lucid-common';
import { useLucidData } from '../../hooks/useLucidData';
import { TAB_PATHS } from '../../routes';
import { lucidTranslationRef } from '../../translation';
import { MissingUsage } from '../card/MissingUsage';
import { isRead, sumCounts } from '../page/accountCounts';
import { useOptionalTabPath } from '../page/useTabPath';
import { usePoolName } from '../seats/usePoolName';
import { useSeatTexts } from '../seats/useSeatTexts';
import { Answer } from '../shared/Answer';
import { Awaited } from '../shared/Awaited';
import { PageLink } from '../shared/PageLink';

const useStyles = makeStyles({
  list: {
    margin: 0,
    paddingInlineStart: 'var(--bui-space-4)',
    fontFamily: 'var(--bui-font-regular)',
    fontSize: 'var(--bui-font-size-3)',
    '& li + li': { marginTop: 'var(--bui-space-2)' },
  },
});

/** Undetected users and seats left, each with the way to more of it. */
export function AccountFacts() {
  const answer = useLucidData('home-account', async (api, signal) => {
    const [status, seats] = await Promise.all([
      api.status({ signal }),
      api.seats({}, { signal }),
    ]);
    return { status, pools: seats.pools };
  });

  return (
    <Flex direction="column" gap="3">
      <Answer of={answer}>
        {answer.value ? (
          <FactList {...answer.value} />
        ) : (
          <Awaited>
            <Skeleton height={48} />
          </Awaited>
        )}
      </Answer>
    </Flex>
  );
}

function FactList(props: { status: LucidStatus; pools: SeatPool[] }) {
  const { status, pools } = props;
  const { accounts } = status;
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  const tabPath = useOptionalTabPath();
  const { headline } = useSeatTexts();
  const poolName = usePoolName();
  const { undetected } = sumCounts(accounts);
  const withAccount = accounts.length > 1;

  if (!isRead(accounts)) return <MissingUsage status={status} />;
  return (
    <ul className={classes.list}>
      <li>
        <PageLink to={tabPath?.(TAB_PATHS.undetected)}>
          {t('home.undetected', { count: undetected })}
        </PageLink>
      </li>
      {pools
        .filter(({ bought }) => bought !== undefined)
        .map(pool => (
          <li key={pool.id}>
            <PageLink
              to={tabPath?.(TAB_PATHS.costs, {
                account: withAccount ? pool.account : undefined,
              })}
            >
              {poolName(pool, { withAccount })}: {headline(pool)}
            </PageLink>
          </li>
        ))}
    </ul>
  );
}
