import { createBackendPlugin } from '@backstage/backend-plugin-api';

/**
 * The Lucid licence-usage backend plugin.
 *
 * @public
 */
export const lucidPlugin = createBackendPlugin({
  pluginId: 'lucid',
  register() {},
});
