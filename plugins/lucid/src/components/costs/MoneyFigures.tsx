import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CostOverview, Seats } from 'backstage-plugin-lucid-common';
import { LucidData } from '../../hooks/useLucidData';
import { TAB_PATHS } from '../../routes';
import { lucidTranslationRef } from '../../translation';
import { FigureCard } from '../page/FigureCard';
import { FigureGrid } from '../page/FigureGrid';
import { useTabPath } from '../page/useTabPath';
import { SeatFigure } from '../seats/SeatFigure';
import { Failure } from '../shared/Failure';
import { formatCalendarDay } from '../shared/format';
import { useAmounts } from './useAmounts';

/**
 * What the licences of an account cost and how many seats it has left; nothing
 * where there is neither a price nor a seat.
 */
export function MoneyFigures(props: {
  /** Absent for those who may not see it. */
  costs: LucidData<CostOverview | undefined>;
  seats: LucidData<Seats>;
  /** What the lists behind the figures are narrowed to. */
  account?: string;
}) {
  const { account } = props;
  const costs = props.costs.value;
  const pools = props.seats.value?.pools ?? [];
  const failures = [props.costs, props.seats].filter(({ error }) => error);
  const failed =
    failures.find(({ value }) => value === undefined) ?? failures[0];
  const { t } = useTranslationRef(lucidTranslationRef);
  const amounts = useAmounts();
  const pathOf = useTabPath();
  const costsPath = pathOf(TAB_PATHS.costs, { account });

  const total =
    costs?.priced &&
    amounts.figureOfAll(
      costs,
      'total',
      t('costs.totalHint', { day: formatCalendarDay(costs.day) }),
    );
  const undetected =
    costs?.priced &&
    amounts.figureOfUsers(
      costs.findings.undetected,
      t('costs.undetectedHint', { count: costs.findings.undetected.users }),
    );

  return (
    <>
      {failed && <Failure of={failed} title={t('costs.loadError')} />}
      {(costs?.priced || pools.length > 0) && (
        <FigureGrid>
          {total && (
            <FigureCard
              label={t('costs.total')}
              {...total}
              link={{
                href: costsPath,
                label: t('costs.totalShow', {
                  label: t('costs.total'),
                  amount: total.values.join(' · '),
                }),
              }}
            />
          )}
          {undetected && (
            <FigureCard
              label={t('costs.undetected')}
              {...undetected}
              link={{
                href: pathOf(TAB_PATHS.undetected, { account }),
                label: t('overview.show', {
                  label: t('costs.undetected'),
                  number: undetected.values.join(' · '),
                }),
              }}
            />
          )}
          {pools.map(pool => (
            <SeatFigure key={pool.id} pool={pool} href={costsPath} />
          ))}
        </FigureGrid>
      )}
    </>
  );
}
