import { Account } from './Account';
import { asciiDomain, halvesOf } from './addresses';

const LONGEST_NAME = 63;

/** The name that the provider of a directory gives to the entity of an account. */
export function entityNameOf({
  directory,
  mail,
  login,
}: Pick<Account, 'directory' | 'mail' | 'login'>): string {
  const { local, domain } = halvesOf(mail);
  switch (directory.id) {
    case 'entra':
      return entityName(`${local}@${asciiDomain(domain)}`);
    case 'okta':
    case 'google':
    case 'yaml':
      return entityName(local);
    case 'ldap':
    case 'github':
      return login;
    default:
      throw new Error(`No provider reads ${directory.id satisfies never}`);
  }
}

/** Text as a name of an entity: what is not allowed there becomes an underscore. */
function entityName(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9_.-]/g, '_')
    .replace(/_+/g, '_')
    .slice(0, LONGEST_NAME)
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
}
