import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { ButtonLink, DialogFooter } from '@backstage/ui';
import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { useHasEntity } from '../../hooks/useHasEntity';
import { lucidTranslationRef } from '../../translation';

/** The way to the entity of a Lucid user, where the catalog has one. */
export function UsageFooter({ usage }: { usage: LicenceUsage }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const entityLink = useEntityRefLink();
  if (!useHasEntity(usage)) return null;
  return (
    <DialogFooter>
      <ButtonLink href={entityLink(usage.entityRef)} variant="secondary">
        {t('usage.open')}
      </ButtonLink>
    </DialogFooter>
  );
}
