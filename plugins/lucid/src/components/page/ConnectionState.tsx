import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import {
  RemixiconComponentType,
  RiCheckboxCircleLine,
  RiErrorWarningLine,
  RiLockLine,
  RiTimeLine,
} from '@remixicon/react';
import { Connection } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { StatusText } from '../shared/StatusText';
import { Moment } from '../shared/Moment';

const LOOKS: Record<
  Connection['state'],
  { Icon: RemixiconComponentType; color: string }
> = {
  connected: { Icon: RiCheckboxCircleLine, color: 'var(--bui-fg-positive)' },
  unauthorised: { Icon: RiLockLine, color: 'var(--bui-fg-negative)' },
  unreachable: { Icon: RiErrorWarningLine, color: 'var(--bui-fg-negative)' },
  unchecked: { Icon: RiTimeLine, color: 'var(--bui-fg-secondary)' },
};

/** What the last contact with Lucid said. */
export function ConnectionState({ connection }: { connection: Connection }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { state, checkedAt, detail } = connection;
  const { Icon, color } = LOOKS[state];
  return (
    <Flex direction="column" gap="1">
      <span>
        <StatusText Icon={Icon} color={color}>
          {t(`sync.${state}`)}
        </StatusText>
        {checkedAt && (
          <>
            {' · '}
            <Moment at={checkedAt} />
          </>
        )}
      </span>
      {detail && <span>{detail}</span>}
    </Flex>
  );
}
