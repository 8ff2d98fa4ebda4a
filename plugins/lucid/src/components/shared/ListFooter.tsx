import { Flex } from '@backstage/ui';
import { ReactNode } from 'react';

/** What stands below a list: what can be done with all of it, and its pages. */
export function ListFooter({ children }: { children: ReactNode }) {
  return (
    <Flex align="center" justify="between" gap="2" style={{ flexWrap: 'wrap' }}>
      {children}
    </Flex>
  );
}
