import { Login } from './Login';

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const LICENCES = 'urn:ietf:params:scim:schemas:extension:lucid:1.0:User';
const ACCESS = 'urn:lucidchart:schemas:1.0:User';

/** A Lucid user as Lucid's SCIM API shows it. */
export function renderScimUser(login: Login): object {
  const { id, userName, email, otherEmails, externalId, fullName } = login;
  const words = fullName?.split(' ') ?? [];
  const created = new Date(Date.UTC(2026, 4 + login.createdIn, 3, 9, 30));
  return {
    schemas: [CORE, ENTERPRISE, LICENCES, ACCESS],
    id,
    userName,
    ...(externalId ? { externalId } : {}),
    displayName: email ?? userName,
    ...(fullName
      ? {
          name: {
            formatted: fullName,
            givenName: words[0],
            familyName: words.slice(1).join(' '),
          },
        }
      : {}),
    emails: [
      ...(email ? [{ value: email, type: 'work', primary: true }] : []),
      ...otherEmails.map(value => ({ value, type: 'other' })),
    ],
    active: login.active,
    roles: [],
    groups: [],
    meta: {
      resourceType: 'User',
      created: created.toISOString(),
      location: `https://users.lucid.app/scim/v2/Users/${id}`,
    },
    [ENTERPRISE]: { organization: 'Acme' },
    [LICENCES]: { productLicenses: { Lucidchart: true, Lucidspark: false } },
    [ACCESS]: { canEdit: true },
  };
}
