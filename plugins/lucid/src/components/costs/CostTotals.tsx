import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CostOverview } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { FigureCard } from '../page/FigureCard';
import { FigureGrid } from '../page/FigureGrid';
import { formatCalendarDay } from '../shared/format';
import { formatMoney } from '../shared/formatMoney';
import { useAmounts } from './useAmounts';

/** What is spent a month: on licences that somebody holds, and on unused seats. */
export function CostTotals({ costs }: { costs: CostOverview }) {
  const { day, unusedSeats } = costs;
  const { t } = useTranslationRef(lucidTranslationRef);
  const amounts = useAmounts();
  return (
    <FigureGrid>
      <FigureCard
        label={t('costs.total')}
        {...amounts.figureOfAll(
          costs,
          'total',
          t('costs.totalHint', { day: formatCalendarDay(day) }),
        )}
      />
      <FigureCard
        label={t('costs.allocated')}
        {...amounts.figureOfAll(costs, 'allocated', t('costs.allocatedHint'))}
      />
      {unusedSeats.length > 0 && (
        <FigureCard
          label={t('costs.unusedSeats')}
          values={unusedSeats.map(formatMoney)}
          hint={t('costs.unusedSeatsHint')}
        />
      )}
    </FigureGrid>
  );
}
