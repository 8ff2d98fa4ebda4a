import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';

/** On whose behalf something is done. */
export interface OnBehalf {
  credentials: BackstageCredentials;
}

/** Asks the permission policy of the portal. */
export class Authorizer {
  readonly #permissions: PermissionsService;

  constructor(options: { permissions: PermissionsService }) {
    this.#permissions = options.permissions;
  }

  /**
   * Of each permission, whether somebody has it. Only a plain "allow" is one: that
   * it depends on something says nothing of what depends on nothing.
   */
  async allows(
    permissions: BasicPermission[],
    { credentials }: OnBehalf,
  ): Promise<boolean[]> {
    const decisions = await this.#permissions.authorize(
      permissions.map(permission => ({ permission })),
      { credentials },
    );
    return permissions.map(
      (_, index) => decisions[index]?.result === AuthorizeResult.ALLOW,
    );
  }

  /** @throws NotAllowedError that names the first permission that is missing */
  async require(
    permissions: BasicPermission[],
    onBehalf: OnBehalf,
  ): Promise<void> {
    const allowed = await this.allows(permissions, onBehalf);
    permissions.forEach((permission, index) => {
      if (!allowed[index]) {
        throw notAllowed(permission);
      }
    });
  }
}

/** Says which permission is missing. */
export function notAllowed({ name }: BasicPermission): NotAllowedError {
  return new NotAllowedError(`The permission ${name} is needed for this`);
}
