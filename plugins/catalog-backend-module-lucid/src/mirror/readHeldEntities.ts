import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { LICENCE_USAGE_KIND } from 'backstage-plugin-lucid-common';
import { accountOf } from '../entity/toLicenceUsageEntity';
import { HeldEntity } from './CatalogComparison';

/**
 * Reads which entities of ours the catalog holds, by entity ref.
 *
 * Those that were added a moment ago may be missing, as the catalog shows an
 * entity once it has processed it.
 */
export async function readHeldEntities(options: {
  catalog: CatalogService;
  credentials: BackstageCredentials;
}): Promise<Map<string, HeldEntity>> {
  const { catalog, credentials } = options;
  const held = new Map<string, HeldEntity>();

  const pages = catalog.streamEntities(
    {
      filter: { kind: LICENCE_USAGE_KIND },
      fields: [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.etag',
        `metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`,
      ],
    },
    { credentials },
  );
  for await (const entities of pages) {
    for (const entity of entities) {
      const account = accountOf(entity);
      if (account !== undefined) {
        held.set(stringifyEntityRef(entity), {
          account,
          contentHash: entity.metadata.etag,
        });
      }
    }
  }
  return held;
}
