import { LucidGroup } from '../account/lucidUser';
import { COMPANY, placedGroups } from './organisation';

/**
 * The groups of the example account. They follow Lucid's departments, not the
 * groups of the catalog: two of those may be one here, and there are no teams.
 */
export function createLucidGroups(): LucidGroup[] {
  const root: LucidGroup = {
    id: 'lucid-group-1',
    displayName: COMPANY.displayName,
  };
  const groups = [root];
  const add = (displayName: string, parent: LucidGroup): LucidGroup => {
    const known = groups.find(group => group.displayName === displayName);
    if (known) {
      return known;
    }
    const group = {
      id: `lucid-group-${groups.length + 1}`,
      displayName,
      parentId: parent.id,
    };
    groups.push(group);
    return group;
  };
  for (const { group, ancestors } of placedGroups()) {
    if (group.lucidDepartment) {
      const [, division] = ancestors;
      add(group.lucidDepartment, add(division.displayName, root));
    }
  }
  add('Management', root);
  add('External', root);
  return groups;
}
