import { Flex, Skeleton } from '@backstage/ui';
import { Awaited } from '../shared/Awaited';

/** The shape of a card whose licences are still awaited. */
export function CardSkeleton() {
  return (
    <Awaited>
      {[0, 1].map(row => (
        <Flex key={row} gap="3" align="center">
          <Skeleton width={40} height={40} />
          <Flex direction="column" gap="2" grow>
            <Skeleton width="40%" height={14} />
            <Skeleton width="60%" height={12} />
          </Flex>
        </Flex>
      ))}
    </Awaited>
  );
}
