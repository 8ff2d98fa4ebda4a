import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiFilterOffLine } from '@remixicon/react';
import { lucidTranslationRef } from '../../translation';
import { VanishingButton } from '../shared/VanishingButton';

/** Lets the filters go that are set; it stands there while one is. */
export function ClearFilters(props: {
  size?: 'small' | 'medium';
  onClear: () => void;
}) {
  const { size, onClear } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <VanishingButton
      variant="tertiary"
      size={size}
      iconStart={<RiFilterOffLine />}
      onPress={onClear}
    >
      {t('list.clear')}
    </VanishingButton>
  );
}
