import { PermissionsService } from '@backstage/backend-plugin-api';
import { ReconciliationService } from '../reconciliation/ReconciliationService';
import { ExceptionStore } from '../store/ExceptionStore';
import { SyncService } from '../sync/SyncService';
import {
  AuthorizedExceptionStore,
  RequestedExceptions,
} from './AuthorizedExceptionStore';
import {
  AuthorizedReconciliationService,
  RequestedReconciliations,
} from './AuthorizedReconciliationService';
import { AuthorizedSyncService, RequestedSyncs } from './AuthorizedSyncService';
import { Authorizer } from './Authorizer';

/** What the API has done on behalf of others, each time only for those who may. */
export interface Authorized {
  authorizer: Authorizer;
  requestedSyncs: RequestedSyncs;
  requestedReconciliations: RequestedReconciliations;
  requestedExceptions: RequestedExceptions;
}

/** Puts permissions around what knows nothing of them. */
export function createAuthorized(options: {
  permissions: PermissionsService;
  syncs: SyncService;
  reconciliations: ReconciliationService;
  exceptions: ExceptionStore;
}): Authorized {
  const authorizer = new Authorizer(options);
  const around = { ...options, authorizer };
  return {
    authorizer,
    requestedSyncs: new AuthorizedSyncService(around),
    requestedReconciliations: new AuthorizedReconciliationService(around),
    requestedExceptions: new AuthorizedExceptionStore(around),
  };
}
