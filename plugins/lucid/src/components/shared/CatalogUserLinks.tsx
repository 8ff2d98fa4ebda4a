import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Flex } from '@backstage/ui';

/** Links to catalog users, by the names the catalog shows them under. */
export function CatalogUserLinks({ entityRefs }: { entityRefs: string[] }) {
  return (
    <Flex direction="column" gap="1" style={{ minWidth: 0 }}>
      {entityRefs.map(entityRef => (
        <EntityRefLink
          key={entityRef}
          entityRef={entityRef}
          defaultKind="user"
        />
      ))}
    </Flex>
  );
}
