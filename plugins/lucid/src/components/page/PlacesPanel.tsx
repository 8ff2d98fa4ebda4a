import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { Answer } from '../shared/Answer';
import { Awaited } from '../shared/Awaited';
import { PlaceList } from '../shared/PlaceList';
import { Panel } from './Panel';

const MOST_SHOWN = 8;

/** Where Lucid places undetected users for whom the catalog has no group. */
export function PlacesPanel(props: { account?: string; level: 'h2' | 'h3' }) {
  const { account, level } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const answer = useLucidData(
    JSON.stringify(['places', account]),
    (api, signal) => api.places({ account, matched: false }, { signal }),
  );
  const places = answer.value?.places ?? [];
  const more = places.length - MOST_SHOWN;

  return (
    <Panel level={level} title={t('overview.places')}>
      <Answer of={answer}>
        {!answer.value && (
          <Awaited>
            <Skeleton height={120} />
          </Awaited>
        )}
        {answer.value && places.length === 0 && (
          <Text as="p" color="secondary">
            {t('overview.placesNone')}
          </Text>
        )}
      </Answer>
      {places.length > 0 && (
        <PlaceList
          label={t('overview.places')}
          places={places.slice(0, MOST_SHOWN)}
          account={account}
        />
      )}
      {more > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('overview.placesMore', { count: more })}
        </Text>
      )}
      {places.length > 0 && (
        <Text variant="body-small" color="secondary">
          {t('overview.placesText')}
        </Text>
      )}
    </Panel>
  );
}
