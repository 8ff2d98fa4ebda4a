import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, VisuallyHidden } from '@backstage/ui';
import { ReactNode } from 'react';
import { lucidTranslationRef } from '../../translation';

/** The shape of what is still awaited, and a word on it for whoever does not see it. */
export function Awaited({ children }: { children: ReactNode }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <Flex direction="column" gap="4" role="status">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      {children}
    </Flex>
  );
}
