import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { romanise } from './romanise';
import { Words, wordsOfLocalPart, wordsOfName } from './words';

/** What people recognise somebody by: names, and what stands before the @ of addresses. */
export interface Identity {
  names: Words[];
  localParts: Words[];
}

/** What is looked at of a Lucid user. */
export type NamedLucidUser = Pick<
  LicenceUsage,
  'id' | 'displayName' | 'userName' | 'email' | 'otherEmails'
>;

/** What is looked at of a catalog user. */
export interface NamedCatalogUser {
  entityRef: string;
  displayName: string;
  email?: string;
}

/** Addresses of one Lucid user that are looked at. */
const MOST_ADDRESSES = 4;

/** The identity of a Lucid user, whose name often is nothing but its address or id. */
export function identityOfLucidUser(user: NamedLucidUser): Identity {
  const isAddress = user.displayName.includes('@');
  const addresses = [
    user.email,
    user.userName,
    ...user.otherEmails,
    isAddress ? user.displayName : undefined,
  ].filter(address => address !== undefined);
  return {
    names:
      isAddress || user.displayName === user.id
        ? []
        : wordsOfName(user.displayName),
    localParts: [...new Set(addresses)]
      .slice(0, MOST_ADDRESSES)
      .flatMap(wordsOfLocalPart),
  };
}

/** The identity of a catalog user. The name of its entity is taken as a local part. */
export function identityOfCatalogUser(user: NamedCatalogUser): Identity {
  const { name } = parseEntityRef(user.entityRef);
  return {
    names: wordsOfName(user.displayName),
    localParts: [user.email, withoutDomain(name, user.email)]
      .filter(address => address !== undefined)
      .flatMap(wordsOfLocalPart),
  };
}

/** Directories that name users by their addresses write `jane.doe_example.com`. */
function withoutDomain(name: string, email: string | undefined): string {
  const domain = email?.slice(email.lastIndexOf('@') + 1);
  const end = domain && `_${romanise(domain)[0]}`;
  return end && name.endsWith(end) ? name.slice(0, -end.length) : name;
}
