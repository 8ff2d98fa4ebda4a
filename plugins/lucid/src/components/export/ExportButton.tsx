import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import { RiDownload2Line } from '@remixicon/react';
import { ListExport } from '../../api';
import { lucidTranslationRef } from '../../translation';
import { ErrorNotice } from '../shared/ErrorNotice';
import { useExport } from './useExport';

/** Saves a list as it is filtered at present, all pages of it, as a CSV file. */
export function ExportButton(props: {
  /** What the list is called. */
  label: string;
  wanted: ListExport;
  /** There is nothing in it to be exported. */
  isEmpty: boolean;
}) {
  const { label, wanted, isEmpty } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const { isPending, error, start } = useExport();

  return (
    <Flex direction="column" gap="2" align="start" pt="3">
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiDownload2Line />}
        aria-label={t('export.csvOf', { table: label })}
        isDisabled={isEmpty}
        isPending={isPending}
        onPress={() => start(wanted)}
      >
        {t('export.csv')}
      </Button>
      {error && (
        <ErrorNotice
          title={t('export.failed')}
          error={error}
          onRetry={() => start(wanted)}
        />
      )}
    </Flex>
  );
}
