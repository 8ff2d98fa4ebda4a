import { LucidAccount } from '../account/LucidAccount';
import { LucidUser, sequenceOf } from '../account/lucidUser';
import { LicenceShape, RoleShape } from '../options';
import { licenceAttributes } from './licenceShapes';
import { CORE_USER_SCHEMA, ENTERPRISE_USER_SCHEMA } from './schemaIds';

/** A SCIM resource as it goes over the wire. */
export type ScimResource = Record<string, unknown> & { id: string };

export interface UserShape {
  licences: LicenceShape;
  roles: RoleShape;
}

function renderRoles({ roles, ...user }: LucidUser, shape: RoleShape): unknown {
  const single =
    shape === 'string' || (shape === 'mixed' && sequenceOf(user) % 2 === 0);
  // Somebody with several roles has only been seen with objects.
  return single && roles.length === 1
    ? roles[0]
    : roles.map(value => ({ value }));
}

function renderAffiliation({ affiliation }: LucidUser): unknown {
  if (!affiliation) {
    return undefined;
  }
  const { manager, ...rest } = affiliation;
  return manager === undefined
    ? rest
    : { ...rest, manager: { value: manager } };
}

/**
 * A user in the shape of Lucid's answers. It is written out by hand since
 * SCIMMY's schemas would drop or refuse just what makes Lucid special: booleans
 * as strings, roles as a string, attributes nobody declared.
 */
export function renderUser(
  user: LucidUser,
  account: LucidAccount,
  shape: UserShape,
  baseUrl: string,
): ScimResource {
  const affiliation = renderAffiliation(user);
  const extensions = {
    ...(affiliation ? { [ENTERPRISE_USER_SCHEMA]: affiliation } : {}),
    ...licenceAttributes(user, shape.licences),
    ...user.unknownAttributes,
  };
  return {
    schemas: [
      CORE_USER_SCHEMA,
      ...Object.keys(extensions).filter(name => name.startsWith('urn:')),
    ],
    id: user.id,
    userName: user.userName,
    externalId: user.externalId,
    displayName: user.displayName,
    name: user.name,
    emails: user.emails,
    active: user.active,
    title: user.title,
    roles: renderRoles(user, shape.roles),
    groups: account.groupsOf(user).map(group => ({
      value: group.id,
      display: group.displayName,
    })),
    meta: {
      resourceType: 'User',
      created: user.created,
      lastModified: user.lastModified,
      location: `${baseUrl}/Users/${user.id}`,
    },
    ...extensions,
  };
}
