import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import { lucidTranslationRef } from '../../translation';

/** Leads to where the company hands out licences, if it has said where. */
export function RequestLicence({ url }: { url?: string }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  return url ? (
    <ButtonLink
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      variant="primary"
      iconEnd={<RiExternalLinkLine aria-hidden />}
    >
      {t('licence.request')}
    </ButtonLink>
  ) : null;
}
