import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { CatalogUserRecord } from '../../reconciliation/readCatalogUser';

/** How many users an account of the tests has. */
export const ACCOUNT_SIZE = 250;

/** A user as Lucid sends it. */
export interface ScimUser {
  id: string;
  [attribute: string]: unknown;
}

/**
 * What is visible of a snapshot, by the id of each user. Of an ordinary one, it is
 * all that would tell that somebody has what is another's; of others, the title.
 */
export type Shown = Record<string, string | undefined>;

export function scimUser(number: number, title: string): ScimUser {
  const email = `person.${number}@example.com`;
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    id: `lucid-${number}`,
    userName: email,
    displayName: email,
    name: { formatted: `Person ${number}` },
    emails: [{ value: email, primary: true }],
    active: true,
    title,
    'urn:ietf:params:scim:schemas:extension:lucid:1.0:User': {
      productLicenses: { Lucidchart: true, Lucidspark: number % 3 === 0 },
    },
  };
}

/** Somebody else with the id of a user. */
export function posing({ id, title }: ScimUser): ScimUser {
  return { ...scimUser(9_000, String(title)), id };
}

/**
 * An account at one point of its life. Every user differs from one version to
 * another, and in each somebody is there who is in no other, and somebody is
 * not: so a mixture of two versions equals neither.
 *
 * @param version - from 1 up to 20
 */
export function accountAt(version: number): ScimUser[] {
  return Array.from(
    { length: ACCOUNT_SIZE + 1 },
    (_, index) => index + 1,
  ).flatMap(number => {
    if (number === version) {
      return [];
    }
    return scimUser(
      number > ACCOUNT_SIZE ? ACCOUNT_SIZE + version : number,
      `version ${version}`,
    );
  });
}

/** What should be visible of users. */
export function shownOf(users: ScimUser[]): Shown {
  return Object.fromEntries(
    users.map(({ id, title }) => {
      const shown = typeof title === 'string' ? title : undefined;
      const number = numberOf(id);
      return [
        id,
        number === undefined
          ? shown
          : ordinary(shown, {
              name: `Person ${number}`,
              email: `person.${number}@example.com`,
              licences:
                number % 3 === 0
                  ? ['Lucidchart', 'Lucidspark']
                  : ['Lucidchart'],
              holder: isInCatalog(number)
                ? `user:default/person-${number}`
                : undefined,
            }),
      ];
    }),
  );
}

/** What is visible of one user as the API tells it. */
export function shownOfUsage(usage: LicenceUsage): string | undefined {
  return numberOf(usage.id) === undefined
    ? usage.title
    : ordinary(usage.title, {
        name: usage.displayName,
        email: usage.email,
        licences: usage.licences.map(({ name }) => name).sort(),
        holder: usage.match?.entityRefs.join(),
      });
}

/** Catalog users of whom some ordinary users are. */
export function catalogUsers(): CatalogUserRecord[] {
  return Array.from({ length: ACCOUNT_SIZE }, (_, index) => index + 1)
    .filter(isInCatalog)
    .map(number => {
      const email = `person.${number}@example.com`;
      return {
        entityRef: `user:default/person-${number}`,
        displayName: `Person ${number}`,
        email,
        keys: [{ target: 'email', value: email }],
      };
    });
}

function isInCatalog(number: number): boolean {
  return number % 5 === 0 && number <= ACCOUNT_SIZE;
}

function ordinary(title: string | undefined, of: object): string {
  return JSON.stringify({ title, ...of });
}

function numberOf(id: string): number | undefined {
  const match = /^lucid-(\d+)$/.exec(id);
  return match ? Number(match[1]) : undefined;
}
