import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SeatPool } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { usePoolName } from '../seats/usePoolName';
import { useSeatTexts } from '../seats/useSeatTexts';
import { formatCount } from '../shared/format';
import { PlainTable } from '../shared/PlainTable';
import { ReportSection } from './ReportSection';

/** Seats that were bought, and what is left of them. */
export function ReportSeats({ pools }: { pools: SeatPool[] }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const poolName = usePoolName();
  const { headline, term } = useSeatTexts();
  const accounts = pools.flatMap(({ account }) => account ?? []);
  const withAccount = new Set(accounts).size > 1;
  return (
    <ReportSection title={t('costs.seats')}>
      <PlainTable
        caption={t('costs.seats')}
        columns={[
          { id: 'pool', label: t('report.pool') },
          { id: 'used', label: t('report.seatsUsed'), isNumber: true },
          { id: 'bought', label: t('report.seatsBought'), isNumber: true },
          { id: 'left', label: t('report.seatsLeft') },
          { id: 'term', label: t('report.term') },
        ]}
        rows={pools.map(pool => ({
          id: pool.id,
          cells: [
            [poolName(pool, { withAccount }), pool.trial && t('costs.trial')]
              .filter(Boolean)
              .join(' · '),
            formatCount(pool.used),
            pool.bought === undefined
              ? t('costs.noLimit')
              : formatCount(pool.bought),
            pool.bought === undefined ? '–' : headline(pool),
            term(pool) ?? '–',
          ],
        }))}
      />
    </ReportSection>
  );
}
