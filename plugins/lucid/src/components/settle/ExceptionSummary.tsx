import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import { AppliedException } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { formatCalendarDay } from '../shared/format';

/** Why a licence is accounted for, who said so, and until when, in two lines. */
export function ExceptionSummary(props: { exception: AppliedException }) {
  const { by, note, until } = props.exception;
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <Flex direction="column" gap="1" style={{ overflowWrap: 'anywhere' }}>
      <Text>{note}</Text>
      <Text variant="body-small" color="secondary">
        <EntityRefLink entityRef={by} defaultKind="user" hideIcon />
        {' · '}
        {until
          ? t('exceptions.untilDay', { day: formatCalendarDay(until) })
          : t('exceptions.forEver')}
      </Text>
    </Flex>
  );
}
