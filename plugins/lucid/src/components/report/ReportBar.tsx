import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Select } from '@backstage/ui';
import { RiPrinterLine } from '@remixicon/react';
import { lucidTranslationRef } from '../../translation';
import { formatPeriod } from '../charts/formatPeriod';

/** Chooses the month of a report, and prints it. */
export function ReportBar(props: {
  /** The newest first. */
  months: string[];
  month: string;
  onMonth: (month: string) => void;
}) {
  const { months, month, onMonth } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <Flex align="end" justify="between" gap="3" style={{ flexWrap: 'wrap' }}>
      <Select
        label={t('report.month')}
        size="small"
        value={month}
        options={months.map(each => ({
          value: each,
          label: formatPeriod(each),
        }))}
        onChange={selected => selected && onMonth(String(selected))}
      />
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiPrinterLine aria-hidden />}
        onPress={() => window.print()}
      >
        {t('report.print')}
      </Button>
    </Flex>
  );
}
