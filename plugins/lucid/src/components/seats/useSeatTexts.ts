import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SeatPool } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { formatCalendarDay, formatCount, formatShare } from '../shared/format';

const distance = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** Says how many seats are used and left, and until when they were bought. */
export function useSeatTexts() {
  const { t } = useTranslationRef(lucidTranslationRef);
  return {
    /** The number that matters most. */
    headline: ({ overage, left, used }: SeatPool) => {
      if (overage > 0) return t('costs.seatsOver', { count: overage });
      return left === undefined
        ? t('costs.seatsUsed', { count: used })
        : t('costs.seatsLeft', { count: left });
    },
    utilisation: ({ bought, used }: SeatPool) =>
      bought === undefined
        ? t('costs.noLimit')
        : t('costs.usedOf', {
            used: formatCount(used),
            bought: formatCount(bought),
            share: formatShare(used, bought),
          }),
    /** Absent where nothing is known of it. */
    term: ({ renewal, end, daysLeft }: SeatPool) => {
      const last = renewal ?? end;
      if (!last || daysLeft === undefined) return undefined;
      const when = {
        day: formatCalendarDay(last),
        distance: distance.format(daysLeft, 'day'),
      };
      if (renewal) {
        return daysLeft < 0
          ? t('costs.renewed', when)
          : t('costs.renews', when);
      }
      return daysLeft < 0 ? t('costs.ended', when) : t('costs.ends', when);
    },
  };
}
