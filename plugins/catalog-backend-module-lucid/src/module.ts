import { createBackendModule } from '@backstage/backend-plugin-api';

/**
 * Adds the kind `LicenceUsage` to the catalog, and its entities.
 *
 * @public
 */
export const catalogModuleLucid = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'lucid',
  register() {},
});
