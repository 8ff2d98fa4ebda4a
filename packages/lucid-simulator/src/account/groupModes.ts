import { GroupMode, LicenceShape } from '../options';
import { AccountContents, LucidGroup } from './lucidUser';

/** Org groups through which Lucid Suite assigns licences. */
const ASSIGNING_GROUPS: LucidGroup[] = [
  {
    id: 'lucid-group-900001',
    displayName: 'Lucid Suite: full licence',
    assignsCanEdit: true,
  },
  {
    id: 'lucid-group-900002',
    displayName: 'Lucid Suite: view only',
    assignsCanEdit: false,
  },
];

/** The same account as a token for org groups, for teams or for neither shows it. */
export function inGroupMode(
  contents: AccountContents,
  mode: GroupMode,
  licences: LicenceShape,
): AccountContents {
  const { users, groups } = contents;
  if (mode === 'none') {
    return { users, groups: [] };
  }
  if (mode === 'teams') {
    return { users, groups: groups.map(g => ({ ...g, parentId: undefined })) };
  }
  const onSuite = licences === 'none' || licences === 'mixed';
  return { users, groups: onSuite ? [...groups, ...ASSIGNING_GROUPS] : groups };
}
