import { Entity } from '@backstage/catalog-model';
import { emailOf } from './lucidPeople';
import { World } from './World';

/** A user of the catalog, as far as users differ. */
export interface CatalogPerson {
  entityRef: string;
  name: string;
  email: string;
  groupRef: string;
}

const TEAMS = 12;

/** Entity ref of a group of the catalog. */
export function teamRef(index: number): string {
  return `group:default/team-${index % TEAMS}`;
}

/**
 * The users of the catalog in one of its states. Nine in ten users of the
 * account are among them, one in a hundred twice with the same address, and
 * there are some of whom Lucid knows nothing. In the other state 2 % are not
 * there, and 2 % have another address.
 */
export function catalogPeople(
  users: number,
  state: World['catalog'],
): CatalogPerson[] {
  const people: CatalogPerson[] = [];
  const add = (name: string, index: number, email: string) =>
    people.push({
      entityRef: `user:default/${name}`,
      name,
      email,
      groupRef: teamRef(index),
    });
  for (let index = 0; index < users; index += 1) {
    const isAbsent = index % 10 === 9 || (state === 1 && index % 50 === 13);
    const isRenamed = state === 1 && index % 50 === 14;
    if (!isAbsent) {
      const email = isRenamed ? `renamed${index}@example.com` : emailOf(index);
      add(`person-${index}`, index, email);
    }
    if (index % 100 === 1) {
      add(`double-${index}`, index, emailOf(index));
    }
    if (index % 20 === 0) {
      add(`guest-${index}`, index, `guest${index}@example.com`);
    }
  }
  return people;
}

/** The entities of one kind that the catalog holds, with the fields that are asked for. */
export function catalogEntities(
  kind: 'User' | 'Group',
  users: number,
  state: World['catalog'],
): Entity[] {
  if (kind === 'Group') {
    return Array.from({ length: TEAMS }, (_, index) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { name: `team-${index}`, namespace: 'default' },
    }));
  }
  return catalogPeople(users, state).map(({ name, email, groupRef }) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: { profile: { displayName: name, email } },
    relations: [{ type: 'memberOf', targetRef: groupRef }],
  }));
}
