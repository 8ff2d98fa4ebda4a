/** Which state of the benchmark account is read. */
export type AccountState = 'first' | 'one-percent-changed';

const PRODUCTS = ['Lucidchart', 'Lucidspark', 'LucidscaleCreator'];

/**
 * One user of the benchmark account as Lucid sends it, some 1.3 KB. Every
 * hundredth has another title in the second state of the account.
 */
export function scimUser(index: number, state: AccountState): object {
  const name = `Given${index} Family${index % 977}`;
  const email = emailOf(index);
  const title =
    state === 'one-percent-changed' && index % 100 === 0
      ? 'Principal Engineer'
      : 'Software Engineer';
  return {
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:User',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
      'urn:ietf:params:scim:schemas:extension:lucid:1.0:User',
      'urn:lucidchart:schemas:1.0:User',
    ],
    id: idOf(index),
    userName: email,
    externalId: `00u${index.toString(36).padStart(9, '0')}`,
    displayName: email,
    name: {
      formatted: name,
      givenName: `Given${index}`,
      familyName: `Family${index % 977}`,
    },
    emails: [
      { value: email, type: 'work', primary: true },
      { value: `alias${index}@corp.example.org`, type: 'other' },
    ],
    active: true,
    title,
    roles: [{ value: 'DocumentAdmin' }],
    groups: [
      { value: `lucid-group-${index % 300}`, display: `Team ${index % 300}` },
    ],
    meta: {
      resourceType: 'User',
      created: '2024-08-08T22:21:48.612Z',
      lastModified: '2025-02-01T10:00:00Z',
      location: `https://users.lucid.app/scim/v2/Users/${idOf(index)}`,
    },
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
      costCenter: `CC-${index % 60}`,
      organization: 'Example',
      division: `Division ${index % 9}`,
      department: `Department ${index % 120}`,
      manager: { value: idOf(Math.floor(index / 10)) },
    },
    'urn:ietf:params:scim:schemas:extension:lucid:1.0:User': {
      productLicenses: Object.fromEntries(
        PRODUCTS.map((product, p) => [
          product,
          p === 0 || index % (p + 3) === 0,
        ]),
      ),
    },
    'urn:lucidchart:schemas:1.0:User': { canEdit: index % 5 !== 0 },
  };
}

/** SCIM id of a user of the benchmark account. */
export function idOf(index: number): string {
  return `lucid-${index}`;
}

/** The primary address, which the catalog has too. */
export function emailOf(index: number): string {
  return `given${index}.family${index % 977}@example.com`;
}
