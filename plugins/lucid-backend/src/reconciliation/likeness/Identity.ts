import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { Words, localPartOf, wordsOfLocalPart, wordsOfName } from './words';

/** What people recognise somebody by: names, and what stands before the @ of addresses. */
export interface Identity {
  names: Words[];
  localParts: Words[];
  /** Local parts that are made of a full name, such as `jane.doe`. */
  namesInAddresses: Words[];
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
  const addresses = [
    user.email,
    user.userName,
    ...user.otherEmails,
    isAddress(user.displayName) ? user.displayName : undefined,
  ].filter(address => address !== undefined);
  return identity(
    user.displayName === user.id ? [] : namesIn(user.displayName),
    [...new Set(addresses.map(localPartOf))].slice(0, MOST_ADDRESSES),
  );
}

/** The identity of a catalog user. The name of its entity is taken as a local part, too. */
export function identityOfCatalogUser(user: NamedCatalogUser): Identity {
  return identity(namesIn(user.displayName), localPartsOf(user));
}

/** The words of a name that is shown, unless that is an address. */
export function namesIn(displayName: string): Words[] {
  return isAddress(displayName) ? [] : wordsOfName(displayName);
}

/** The local part of its address first, where there is one, then the name of its entity. */
export function localPartsOf({ entityRef, email }: NamedCatalogUser): string[] {
  const name = entityRef.slice(entityRef.indexOf('/') + 1);
  if (!email) {
    return [name];
  }
  const local = localPartOf(email.toLowerCase());
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  // Directories that name users by their addresses write jane.doe_example.com.
  const account = name.endsWith(`_${domain}`)
    ? name.slice(0, -domain.length - 1)
    : name;
  return local === account ? [local] : [local, account];
}

function identity(names: Words[], localParts: string[]): Identity {
  const words = localParts.flatMap(wordsOfLocalPart);
  return {
    names,
    localParts: words,
    namesInAddresses: words.filter(one => one.filter(isName).length > 1),
  };
}

function isAddress(text: string): boolean {
  return text.includes('@');
}

function isName(word: string): boolean {
  return /^[a-z]{2,}$/.test(word);
}
