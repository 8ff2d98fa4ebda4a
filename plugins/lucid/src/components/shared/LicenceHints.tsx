import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { LicenceHint } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { useLicenceName } from './useLicenceName';

/** What the groups of a Lucid user say of the kind of its licence. */
export function LicenceHints({ hints = [] }: { hints?: LicenceHint[] }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { licenceName, accessName } = useLicenceName();
  return (
    <>
      {hints.map(({ group, name, access }) => (
        <Text
          key={`${group}/${name}`}
          as="p"
          variant="body-small"
          color="secondary"
        >
          {t('licence.hint', {
            group,
            licence: [licenceName(name), access && accessName(access)]
              .filter(Boolean)
              .join(' · '),
          })}
        </Text>
      ))}
    </>
  );
}
