import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink } from '@backstage/ui';
import { RiArrowRightSLine } from '@remixicon/react';
import { useLucidPermissions } from '../../hooks/useLucidPermissions';
import { usePagePath } from '../../hooks/usePagePath';
import { lucidTranslationRef } from '../../translation';
import { useReadableSecondary } from '../shared/useReadableSecondary';
import { EntityLicences } from './EntityLicences';

/** The Lucid licences of the `User`, `Group` or `LicenceUsage` around it. */
export function LicenceCard() {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { entity } = useEntity();
  const pagePath = usePagePath();
  const { mayRead } = useLucidPermissions();
  const entityRef = stringifyEntityRef(entity);

  return (
    <EntityInfoCard
      className={useReadableSecondary()}
      title={t('card.title')}
      headerActions={
        mayRead &&
        pagePath !== undefined && (
          <ButtonLink
            href={pagePath}
            variant="tertiary"
            size="small"
            iconEnd={<RiArrowRightSLine aria-hidden />}
          >
            {t('card.openPage')}
          </ButtonLink>
        )
      }
    >
      <EntityLicences key={entityRef} entityRef={entityRef} />
    </EntityInfoCard>
  );
}
