import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import { lucidTranslationRef } from '../../translation';

/** Says that a list is narrowed to the members of a catalog group. */
export function GroupNote({ group }: { group: string }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <Text as="p">
      {t('list.inGroup')}{' '}
      <EntityRefLink entityRef={group} defaultKind="group" />
    </Text>
  );
}
