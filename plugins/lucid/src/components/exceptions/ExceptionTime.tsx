import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import {
  RiCheckboxCircleLine,
  RiForbidLine,
  RiTimeLine,
} from '@remixicon/react';
import { LicenceException } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { formatCalendarDay, formatDay } from '../shared/format';
import { StatusText } from '../shared/StatusText';

const LOOKS = {
  active: { Icon: RiCheckboxCircleLine, color: 'var(--bui-fg-positive)' },
  expired: { Icon: RiTimeLine, color: 'var(--bui-fg-secondary)' },
  revoked: { Icon: RiForbidLine, color: 'var(--bui-fg-secondary)' },
};

/** Whether an exception holds, and until when it does or did. */
export function ExceptionTime(props: { exception: LicenceException }) {
  const { endedAt, endedBy, state, until } = props.exception;
  const { t } = useTranslationRef(lucidTranslationRef);

  const timeText = () => {
    if (state === 'active') {
      return until
        ? t('exceptions.untilDay', { day: formatCalendarDay(until) })
        : t('exceptions.forEver');
    }
    if (state === 'expired' && until) return formatCalendarDay(until);
    return endedAt && formatDay(endedAt);
  };

  return (
    <Flex direction="column" gap="1">
      <Text>
        <StatusText {...LOOKS[state]}>
          {t(`exceptions.state.${state}`)}
        </StatusText>
      </Text>
      <Text variant="body-small" color="secondary">
        {timeText()}
        {endedBy && (
          <>
            {' · '}
            <EntityRefLink entityRef={endedBy} defaultKind="user" hideIcon />
          </>
        )}
      </Text>
    </Flex>
  );
}
