import {
  BasicPermission,
  createPermission,
} from '@backstage/plugin-permission-common';

/**
 * To see who holds which licence, and how that is known: users, groups, activity,
 * exceptions, syncs, reports and alerts. Whatever else is done needs it, too.
 *
 * @public
 */
export const lucidUsageReadPermission: BasicPermission = createPermission({
  name: 'lucid.usage.read',
  attributes: { action: 'read' },
});

/**
 * To see what licences cost. Without it, everything is as though no licence had a
 * price.
 *
 * @public
 */
export const lucidCostReadPermission: BasicPermission = createPermission({
  name: 'lucid.cost.read',
  attributes: { action: 'read' },
});

/**
 * To start syncs and reconciliations, to confirm and discard held snapshots, and
 * to accept that the catalog has lost users.
 *
 * @public
 */
export const lucidSyncManagePermission: BasicPermission = createPermission({
  name: 'lucid.sync.manage',
  attributes: { action: 'update' },
});

/**
 * To make exceptions, and to end them.
 *
 * @public
 */
export const lucidExceptionManagePermission: BasicPermission = createPermission(
  {
    name: 'lucid.exception.manage',
    attributes: { action: 'update' },
  },
);

/**
 * All permissions of the Lucid plugin.
 *
 * @public
 */
export const lucidPermissions: BasicPermission[] = [
  lucidUsageReadPermission,
  lucidCostReadPermission,
  lucidSyncManagePermission,
  lucidExceptionManagePermission,
];
