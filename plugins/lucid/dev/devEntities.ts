import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { devUsages } from './devUsages';

/** The entities of the Lucid users, but for the first, whom the catalog has left out. */
export const devEntities: Entity[] = devUsages.slice(1).map(usage => {
  const { namespace, name } = parseEntityRef(usage.entityRef);
  return {
    apiVersion: 'lucid.co/v1alpha1',
    kind: 'LicenceUsage',
    metadata: { namespace, name, title: usage.displayName },
  };
});
