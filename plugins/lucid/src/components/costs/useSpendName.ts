import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { lucidTranslationRef } from '../../translation';
import { useLicenceName } from '../shared/useLicenceName';

/** Key under which the API tells what unused seats cost. */
const UNUSED_SEATS = 'unused-seats';

/** What something that was paid for is called: a licence, or unused seats. */
export function useSpendName(): (key: string) => string {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { licenceName } = useLicenceName();
  return key =>
    key === UNUSED_SEATS ? t('costs.unusedSeats') : licenceName(key);
}
