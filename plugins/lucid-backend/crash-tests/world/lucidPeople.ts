import { Licence } from 'backstage-plugin-lucid-common';
import { World } from './World';

/** What Lucid says of one user, as far as it differs between users. */
export interface LucidPerson {
  id: string;
  name: string;
  email: string;
  department: string;
  licences: Licence[];
}

const DEPARTMENTS = 12;

/** SCIM id of a user of the account. */
export function idOf(index: number): string {
  return `lucid-${index}`;
}

/** The address by which the catalog knows the user of that index. */
export function emailOf(index: number): string {
  return `person${index}@example.com`;
}

/**
 * A user of the account in one of its states; `undefined` where the user is not
 * there. From one state to another, some 3 % leave, as many come or come back,
 * 5 % change their address, 10 % their department and 12 % their licences:
 * enough to see in every list, and too few for the snapshot to be held.
 */
export function lucidPerson(
  index: number,
  state: World['lucid'],
): LucidPerson | undefined {
  if ((index + 7 * state) % 30 === 0) {
    return undefined;
  }
  const moved = index % 40 === 5 + state;
  const transferred = index % 20 === 2 + state;
  const upgraded = index % 16 === 3 + state;
  const access = index % 5 === 0 ? 'view-only' : 'can-edit';
  const hasSpark = (index % 3 === 0) !== upgraded;
  return {
    id: idOf(index),
    name: `Person ${index}`,
    email: moved ? `person${index}@${state}.example.org` : emailOf(index),
    department: departmentOf(index + (transferred ? 1 : 0)),
    licences: [
      { name: 'Lucidchart', access },
      ...(hasSpark ? [{ name: 'Lucidspark', access } as const] : []),
    ],
  };
}

/** All users of the account in one of its states, in Lucid's order. */
export function lucidPeople(
  users: number,
  state: World['lucid'],
): LucidPerson[] {
  return Array.from({ length: users }, (_, index) =>
    lucidPerson(index, state),
  ).flatMap(person => person ?? []);
}

/** The user as Lucid sends it. */
export function toScimUser(person: LucidPerson): object {
  const licences = person.licences.map(({ name }) => name);
  return {
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:User',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
      'urn:ietf:params:scim:schemas:extension:lucid:1.0:User',
      'urn:lucidchart:schemas:1.0:User',
    ],
    id: person.id,
    // No address, so that nobody is recognised by it.
    userName: person.id,
    displayName: person.email,
    name: { formatted: person.name },
    emails: [{ value: person.email, type: 'work', primary: true }],
    active: true,
    meta: { resourceType: 'User', created: '2024-08-08T22:21:48.612Z' },
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
      department: person.department,
    },
    'urn:ietf:params:scim:schemas:extension:lucid:1.0:User': {
      productLicenses: {
        Lucidchart: true,
        Lucidspark: licences.includes('Lucidspark'),
      },
    },
    'urn:lucidchart:schemas:1.0:User': {
      canEdit: person.licences[0].access === 'can-edit',
    },
  };
}

function departmentOf(index: number): string {
  return `Department ${index % DEPARTMENTS}`;
}
