import { LucidAccount } from '../account/LucidAccount';
import { LucidGroup } from '../account/lucidUser';
import { ScimResource } from './renderUser';
import { CORE_GROUP_SCHEMA } from './schemaIds';

/** A group with its direct members, in the shape of Lucid's answers. */
export function renderGroup(
  group: LucidGroup,
  account: LucidAccount,
  baseUrl: string,
): ScimResource {
  const users = account.membersOf(group).map(user => ({
    value: user.id,
    display: user.displayName,
    $ref: `${baseUrl}/Users/${user.id}`,
  }));
  const subgroups = account.subgroupsOf(group).map(subgroup => ({
    value: subgroup.id,
    display: subgroup.displayName,
    $ref: `${baseUrl}/Groups/${subgroup.id}`,
  }));
  return {
    schemas: [CORE_GROUP_SCHEMA],
    id: group.id,
    displayName: group.displayName,
    members: [...users, ...subgroups],
    meta: {
      resourceType: 'Group',
      location: `${baseUrl}/Groups/${group.id}`,
    },
  };
}
