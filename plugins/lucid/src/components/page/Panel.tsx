import { Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import { ReactNode } from 'react';

/** A titled part of a tab. */
export function Panel(props: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { title, actions, children } = props;
  return (
    <Card>
      <CardHeader>
        <Flex justify="between" align="center" gap="2">
          <Text as="h3" variant="title-x-small" weight="bold">
            {title}
          </Text>
          {actions}
        </Flex>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="4">
          {children}
        </Flex>
      </CardBody>
    </Card>
  );
}
