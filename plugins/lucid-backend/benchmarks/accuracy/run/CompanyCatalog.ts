import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/**
 * A catalog that holds some entities. It answers like the real one; only, it
 * looks for what a stream is to give once, and not once for every page.
 */
export function companyCatalog(entities: Entity[]): CatalogService {
  const catalog: CatalogService = catalogServiceMock({ entities });
  catalog.streamEntities = async function* streamEntities(
    {
      filter,
      fields,
      pageSize = 1_000,
    }: Parameters<CatalogService['streamEntities']>[0] = {},
    options: { credentials: BackstageCredentials },
  ) {
    const { items } = await catalog.getEntities({ filter, fields }, options);
    for (let start = 0; start < items.length; start += pageSize) {
      yield items.slice(start, start + pageSize);
    }
  };
  return catalog;
}
