import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { RiAlertLine, RiTimerLine } from '@remixicon/react';
import { SeatPool } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { Label } from '../shared/Label';

/** What is unusual about seats: that they are on trial, or too few. */
export function SeatBadges({ pool }: { pool: SeatPool }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { trial, overage } = pool;
  return trial || overage > 0 ? (
    <Flex gap="1" style={{ flexWrap: 'wrap' }}>
      {overage > 0 && (
        <Label
          icon={<RiAlertLine color="var(--bui-fg-negative)" aria-hidden />}
        >
          {t('costs.overage')}
        </Label>
      )}
      {trial && (
        <Label icon={<RiTimerLine color="var(--bui-fg-warning)" aria-hidden />}>
          {t('costs.trial')}
        </Label>
      )}
    </Flex>
  ) : null;
}
