import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiFileListLine } from '@remixicon/react';
import { ListPage } from 'backstage-plugin-lucid-common';
import { ReactNode } from 'react';
import { lucidTranslationRef } from '../../translation';
import { Notice } from './Notice';
import { VanishingButton } from './VanishingButton';

/**
 * What stands on a page of a list where there is nothing: what it means that the
 * list is empty, or the way back from a page whose items have left the list.
 */
export function EmptyPage(props: {
  page?: Pick<ListPage<unknown>, 'totalItems'>;
  /** Says that nothing is left on this page, as is fit for the list. */
  leftText?: string;
  onFirstPage: () => void;
  /** What it means that the list is empty. */
  children: ReactNode;
}) {
  const { page, leftText, onFirstPage, children } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  return page && page.totalItems > 0 ? (
    <Notice
      Icon={RiFileListLine}
      title={leftText ?? t('list.nothingLeft')}
      action={
        <VanishingButton variant="secondary" size="small" onPress={onFirstPage}>
          {t('list.firstPage')}
        </VanishingButton>
      }
    />
  ) : (
    <>{children}</>
  );
}
