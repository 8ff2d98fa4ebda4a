import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { LicenceUsage } from 'backstage-plugin-lucid-common';
import useAsync from 'react-use/esm/useAsync';

/**
 * Whether the catalog is known to have the entity of a Lucid user. It may have been
 * told to publish nobody, or only some, and has nobody who has departed.
 */
export function useHasEntity(usage: LicenceUsage): boolean {
  const { entityRef } = usage;
  const catalog = useApi(catalogApiRef);
  const isDeparted = usage.state === 'departed';
  const { value: found } = useAsync(async () => {
    if (isDeparted) return undefined;
    return (await catalog.getEntityByRef(entityRef)) && entityRef;
  }, [catalog, entityRef, isDeparted]);
  return found === entityRef;
}
