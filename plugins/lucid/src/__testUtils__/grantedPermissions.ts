import { mockApis } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { PermissionApi } from '@backstage/plugin-permission-react';

/** The permissions of somebody who has all but some. */
export function withoutPermissions(...missing: string[]): PermissionApi {
  return mockApis.permission({
    authorize: ({ permission }) =>
      missing.includes(permission.name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
  });
}
