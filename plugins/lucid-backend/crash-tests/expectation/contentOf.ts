import { World } from '../world/World';
import { CatalogOracle, stateOf } from './CatalogOracle';
import type { SeenUser } from './ExpectedStore';
import { FILTERS, GROUP, StoreContent, UserContent } from './StoreContent';

/** What the API has to show of users that the store has seen. */
export function contentOf(
  seen: SeenUser[],
  catalog: World['catalog'],
  oracle: CatalogOracle,
): StoreContent {
  const users = new Map<string, UserContent>();
  const departed = new Map<string, UserContent>();
  for (const { person, isPresent } of seen) {
    const refs = isPresent ? oracle.refsOf(person.email, catalog) : [];
    (isPresent ? users : departed).set(person.id, {
      displayName: person.name,
      email: person.email,
      department: person.department,
      licences: person.licences,
      state: isPresent ? stateOf(refs) : 'departed',
      entityRefs: refs,
    });
  }
  const people = oracle.people(catalog);
  const present = [...users.values()];
  const matched = new Set(present.flatMap(user => user.entityRefs));
  const detected = new Set(
    present
      .filter(user => user.state === 'detected')
      .flatMap(user => user.entityRefs),
  );
  const unlicensed = people
    .map(person => person.entityRef)
    .filter(ref => !matched.has(ref))
    .sort();
  const members = people.filter(person => person.groupRef === GROUP);
  return {
    users,
    departed,
    counts: {
      users: users.size,
      departed: departed.size,
      detected: present.filter(user => user.state === 'detected').length,
      undetected: present.filter(user => user.state === 'undetected').length,
      ambiguous: present.filter(user => user.state === 'ambiguous').length,
      excepted: 0,
      leftOut: 0,
      byRule: {},
      unlicensed: unlicensed.length,
      byLicence: tally(
        present.flatMap(user => user.licences.map(({ name }) => name)),
      ),
      byAccess: {
        'can-edit': 0,
        'view-only': 0,
        unknown: 0,
        ...tally(present.map(user => user.licences[0].access ?? 'unknown')),
      },
    },
    filtered: filteredOf(users, departed, catalog, oracle),
    licenceFacets: tally(
      present.flatMap(user => user.licences.map(({ name }) => name)),
    ),
    departmentFacets: tally(present.flatMap(user => user.department ?? [])),
    unlicensed,
    group: {
      total: members.length,
      licensed: members.filter(({ entityRef }) => detected.has(entityRef))
        .length,
    },
  };
}

function filteredOf(
  users: Map<string, UserContent>,
  departed: Map<string, UserContent>,
  catalog: World['catalog'],
  oracle: CatalogOracle,
): Record<keyof typeof FILTERS, string[]> {
  const inGroup = new Set(
    oracle
      .people(catalog)
      .filter(({ groupRef }) => groupRef === FILTERS['group 5'].group)
      .map(({ entityRef }) => entityRef),
  );
  const idsOf = (
    list: Map<string, UserContent>,
    has: (user: UserContent) => boolean,
  ) => [...list].filter(([, user]) => has(user)).map(([id]) => id);
  return {
    'licence Lucidspark': idsOf(users, ({ licences }) =>
      licences.some(({ name }) => name === 'Lucidspark'),
    ).sort(),
    'access view-only': idsOf(users, ({ licences }) =>
      licences.some(({ access }) => access === 'view-only'),
    ).sort(),
    'department 3': idsOf(
      users,
      ({ department }) => department === 'Department 3',
    ).sort(),
    'group 5': idsOf(users, ({ entityRefs }) =>
      entityRefs.some(ref => inGroup.has(ref)),
    ).sort(),
    ambiguous: idsOf(users, ({ state }) => state === 'ambiguous').sort(),
    'undetected or departed': [
      ...idsOf(users, ({ state }) => state === 'undetected'),
      ...departed.keys(),
    ].sort(),
    'search for 13': idsOf(users, ({ displayName }) =>
      displayName.startsWith('Person 13'),
    ).sort(),
  };
}

function tally(values: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) {
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}
