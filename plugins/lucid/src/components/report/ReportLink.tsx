import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { RiFileChartLine } from '@remixicon/react';
import { TAB_PATHS } from '../../routes';
import { lucidTranslationRef } from '../../translation';
import { useTabPath } from '../page/useTabPath';

/** Leads to the report of the newest month. */
export function ReportLink() {
  const { t } = useTranslationRef(lucidTranslationRef);
  const pathOf = useTabPath();
  return (
    <ButtonLink
      href={pathOf(TAB_PATHS.report)}
      variant="secondary"
      iconStart={<RiFileChartLine aria-hidden />}
    >
      {t('report.open')}
    </ButtonLink>
  );
}
