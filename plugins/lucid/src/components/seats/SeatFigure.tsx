import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { SeatPool } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { FigureCard } from '../page/FigureCard';
import { ShareBar } from '../shared/ShareBar';
import { SeatBadges } from './SeatBadges';
import { usePoolName } from './usePoolName';
import { useSeatTexts } from './useSeatTexts';

/** How many seats are left of those that were bought together. */
export function SeatFigure({ pool, href }: { pool: SeatPool; href: string }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const name = usePoolName()(pool);
  const { headline, utilisation, term } = useSeatTexts();
  return (
    <FigureCard
      label={name}
      values={[headline(pool)]}
      hint={[utilisation(pool), term(pool)].filter(Boolean).join(' · ')}
      link={{
        href,
        label: t('costs.seatsShow', { pool: name, seats: headline(pool) }),
      }}
    >
      <Flex direction="column" gap="2">
        <SeatBadges pool={pool} />
        {pool.bought !== undefined && (
          <ShareBar part={pool.used} whole={pool.bought} />
        )}
      </Flex>
    </FigureCard>
  );
}
