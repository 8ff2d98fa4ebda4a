import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { ReactNode } from 'react';
import { LucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { ErrorNotice } from './ErrorNotice';

/**
 * What was read, and why it could not be read: in place of it, or above what is
 * there from before, in which forms may stand open.
 */
export function Answer(props: {
  of: LucidData<unknown>;
  errorTitle?: string;
  /** The way out of a page that cannot be read. */
  onFirstPage?: () => void;
  children: ReactNode;
}) {
  const { of: answer, errorTitle, onFirstPage, children } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const { value, error, loading, reload } = answer;
  const hasFailed = error !== undefined && !loading;
  return (
    <>
      {hasFailed && (
        <ErrorNotice title={errorTitle} error={error} onRetry={reload} />
      )}
      {hasFailed && onFirstPage && (
        <div>
          <Button variant="secondary" onPress={onFirstPage}>
            {t('list.firstPage')}
          </Button>
        </div>
      )}
      {(value !== undefined || !hasFailed) && children}
    </>
  );
}
