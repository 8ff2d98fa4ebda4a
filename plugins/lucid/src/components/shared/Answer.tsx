import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ReactNode, useContext } from 'react';
import { LucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { Failure } from './Failure';
import { SaidAbove } from './SaidAbove';
import { VanishingButton } from './VanishingButton';

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
  const isSaidAbove = useContext(SaidAbove);
  const hasFailed = answer.error !== undefined;
  return (
    <>
      <Failure of={answer} title={errorTitle}>
        {onFirstPage && (
          <div>
            <VanishingButton variant="secondary" onPress={onFirstPage}>
              {t('list.firstPage')}
            </VanishingButton>
          </div>
        )}
      </Failure>
      {(answer.value !== undefined || !hasFailed) && (
        <SaidAbove.Provider value={isSaidAbove || hasFailed}>
          {children}
        </SaidAbove.Provider>
      )}
    </>
  );
}
