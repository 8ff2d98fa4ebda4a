/** How many users an account of the tests has. */
export const ACCOUNT_SIZE = 250;

/** A user as Lucid sends it. */
export interface ScimUser {
  id: string;
  [attribute: string]: unknown;
}

/** What is visible of a snapshot: the title of each user by its id. */
export type Titles = Record<string, string | undefined>;

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
export function titlesOf(users: ScimUser[]): Titles {
  return Object.fromEntries(
    users.map(({ id, title }) => [
      id,
      typeof title === 'string' ? title : undefined,
    ]),
  );
}
