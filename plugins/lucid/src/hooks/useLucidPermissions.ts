import { usePermission } from '@backstage/plugin-permission-react';
import {
  lucidCostReadPermission,
  lucidExceptionManagePermission,
  lucidSyncManagePermission,
  lucidUsageReadPermission,
} from 'backstage-plugin-lucid-common';

/** What whoever is signed in may do. */
export interface LucidPermissions {
  /** False while the answer is awaited; nothing may be done then. */
  areKnown: boolean;
  mayRead: boolean;
  mayReadCosts: boolean;
  mayManageSyncs: boolean;
  mayManageExceptions: boolean;
}

/**
 * Asks what whoever is signed in may do. All of it is asked at once and kept, so that
 * what stands further down on a page has its answer when it appears. Where it
 * cannot be found out, everything is offered: the backend is who decides.
 */
export function useLucidPermissions(): LucidPermissions {
  const usage = usePermission({ permission: lucidUsageReadPermission });
  const cost = usePermission({ permission: lucidCostReadPermission });
  const sync = usePermission({ permission: lucidSyncManagePermission });
  const exception = usePermission({
    permission: lucidExceptionManagePermission,
  });
  const may = ({ allowed, error }: typeof usage) =>
    allowed || error !== undefined;

  const areKnown = [usage, cost, sync, exception].every(
    ({ loading }) => !loading,
  );
  const mayRead = areKnown && may(usage);
  return {
    areKnown,
    mayRead,
    // Nothing can be done without it.
    mayReadCosts: mayRead && may(cost),
    mayManageSyncs: mayRead && may(sync),
    mayManageExceptions: mayRead && may(exception),
  };
}
