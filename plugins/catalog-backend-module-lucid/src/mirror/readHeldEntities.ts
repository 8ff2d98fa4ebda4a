import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  LICENCE_USAGE_KIND,
  LUCID_ACCOUNT_ANNOTATION,
} from 'backstage-plugin-lucid-common';
import { CONTENT_HASH_ANNOTATION } from '../entity/toLicenceUsageEntity';
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
        `metadata.annotations.${LUCID_ACCOUNT_ANNOTATION}`,
        `metadata.annotations.${CONTENT_HASH_ANNOTATION}`,
      ],
    },
    { credentials },
  );
  for await (const entities of pages) {
    for (const entity of entities) {
      const annotations = entity.metadata.annotations ?? {};
      const account = annotations[LUCID_ACCOUNT_ANNOTATION];
      const contentHash = annotations[CONTENT_HASH_ANNOTATION];
      // Without these it is somebody else's, from a file for example.
      if (account && contentHash) {
        held.set(stringifyEntityRef(entity), { account, contentHash });
      }
    }
  }
  return held;
}
