import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { HttpLucidService } from './HttpLucidService';
import { LucidService } from './LucidService';

/**
 * Gives plugins and modules the {@link LucidService}. Needs no factory to be
 * installed.
 *
 * @public
 */
export const lucidServiceRef = createServiceRef<LucidService>({
  id: 'lucid-client',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: ({ auth, discovery }) =>
        new HttpLucidService({ auth, discovery }),
    }),
});
