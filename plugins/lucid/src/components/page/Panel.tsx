import { Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import { ReactNode } from 'react';

/** A titled part of a tab. */
export function Panel(props: {
  title: string;
  /** Level of the heading. */
  level: 'h2' | 'h3';
  children: ReactNode;
}) {
  const { title, level, children } = props;
  return (
    <Card>
      <CardHeader>
        <Text as={level} variant="title-x-small" weight="bold">
          {title}
        </Text>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="4">
          {children}
        </Flex>
      </CardBody>
    </Card>
  );
}
