import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';
import { lucidTranslationRef } from '../../translation';

/** The shape of a card whose licences are still awaited. */
export function CardSkeleton() {
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <Flex direction="column" gap="4" role="status">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      {[0, 1].map(row => (
        <Flex key={row} gap="3" align="center">
          <Skeleton width={40} height={40} />
          <Flex direction="column" gap="2" grow>
            <Skeleton width="40%" height={14} />
            <Skeleton width="60%" height={12} />
          </Flex>
        </Flex>
      ))}
    </Flex>
  );
}
