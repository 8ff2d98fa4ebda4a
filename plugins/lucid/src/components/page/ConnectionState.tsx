import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import {
  RemixiconComponentType,
  RiCheckboxCircleLine,
  RiErrorWarningLine,
  RiLockLine,
  RiTimeLine,
} from '@remixicon/react';
import { Connection } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { Label } from '../shared/Label';
import { Moment } from '../shared/Moment';

const LOOKS: Record<
  Connection['state'],
  { Icon: RemixiconComponentType; color: string }
> = {
  connected: { Icon: RiCheckboxCircleLine, color: 'var(--bui-fg-success)' },
  unauthorised: { Icon: RiLockLine, color: 'var(--bui-fg-danger)' },
  unreachable: { Icon: RiErrorWarningLine, color: 'var(--bui-fg-danger)' },
  unchecked: { Icon: RiTimeLine, color: 'var(--bui-fg-secondary)' },
};

/** What the last contact with Lucid said. */
export function ConnectionState({ connection }: { connection: Connection }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { state, checkedAt, detail } = connection;
  const { Icon, color } = LOOKS[state];
  return (
    <Flex direction="column" gap="1" align="start">
      <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
        <Label icon={<Icon color={color} aria-hidden />}>
          {t(`sync.${state}`)}
        </Label>
        {checkedAt && (
          <Text color="secondary">
            <Moment at={checkedAt} />
          </Text>
        )}
      </Flex>
      {detail && <Text>{detail}</Text>}
    </Flex>
  );
}
