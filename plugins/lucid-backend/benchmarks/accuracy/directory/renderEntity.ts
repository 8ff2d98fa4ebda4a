import { UserEntity } from '@backstage/catalog-model';
import { Account } from './Account';
import { asciiDomain, halvesOf } from './addresses';

/** The `User` entity of an account, as the provider of its directory writes it. */
export function renderEntity(account: Account): UserEntity {
  const { listing, directory } = account;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      name: listing.name,
      namespace: listing.namespace,
      annotations: {
        'backstage.io/managed-by-location': `${directory.id}:https://directory.example/${account.id}`,
        ...annotationsOf(account),
        ...listing.annotations,
      },
    },
    spec: {
      profile: {
        ...(listing.displayName ? { displayName: listing.displayName } : {}),
        ...(listing.email ? { email: listing.email } : {}),
      },
      memberOf: [`${directory.id}-everybody`],
    },
  };
}

/** The id of the directory, where the entity shows one. */
export function shownId(account: Account): string | undefined {
  return account.directory.id === 'entra' || account.directory.id === 'ldap'
    ? account.id
    : undefined;
}

/** The addresses that the entity shows, wherever. */
export function shownAddresses(account: Account): string[] {
  const { email } = account.listing;
  const annotated =
    account.directory.id === 'entra' || account.directory.id === 'google'
      ? [account.mail]
      : [];
  return [...(email ? [email] : []), ...annotated];
}

function annotationsOf(account: Account): Record<string, string> {
  const { directory, id, login, mail } = account;
  switch (directory.id) {
    case 'entra':
      return {
        'graph.microsoft.com/user-id': id,
        'microsoft.com/email': mail,
      };
    case 'ldap':
      return {
        'backstage.io/ldap-uuid': id,
        'backstage.io/ldap-rdn': login,
        'backstage.io/ldap-dn': `uid=${login},ou=people,dc=${
          asciiDomain(halvesOf(mail).domain).split('.')[0]
        },dc=example`,
      };
    case 'google':
      return { 'google.com/email': mail };
    case 'github':
      return { 'github.com/user-login': login };
    case 'okta':
    case 'yaml':
      return {};
    default:
      throw new Error(`No provider reads ${directory.id satisfies never}`);
  }
}
