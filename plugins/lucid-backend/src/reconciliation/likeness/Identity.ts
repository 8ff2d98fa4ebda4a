import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { Words, wordsOfLocalPart, wordsOfName } from './words';

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
  const isAddress = user.displayName.includes('@');
  const addresses = [
    user.email,
    user.userName,
    ...user.otherEmails,
    isAddress ? user.displayName : undefined,
  ].filter(address => address !== undefined);
  return identity(
    isAddress || user.displayName === user.id
      ? []
      : wordsOfName(user.displayName),
    [...new Set(addresses)].slice(0, MOST_ADDRESSES).flatMap(wordsOfLocalPart),
  );
}

/** The identity of a catalog user. The name of its entity is taken as a local part, too. */
export function identityOfCatalogUser(user: NamedCatalogUser): Identity {
  const ofEmail = user.email === undefined ? [] : wordsOfLocalPart(user.email);
  return identity(wordsOfName(user.displayName), [
    ...ofEmail,
    // Most are the same.
    ...wordsOfLocalPart(accountName(user)).filter(
      words => !ofEmail.some(other => areEqual(words, other)),
    ),
  ]);
}

function identity(names: Words[], localParts: Words[]): Identity {
  const isName = (word: string) => /^[a-z]{2,}$/.test(word);
  return {
    names,
    localParts,
    namesInAddresses: localParts.filter(
      words => words.length > 1 && words.filter(isName).length > 1,
    ),
  };
}

function areEqual(a: Words, b: Words): boolean {
  return a.length === b.length && a.every((word, at) => word === b[at]);
}

/**
 * The name of an entity, without the domain where there is one: directories
 * that name users by their addresses write `jane.doe_example.com`.
 */
export function accountName({ entityRef, email }: NamedCatalogUser): string {
  const name = entityRef.slice(entityRef.indexOf('/') + 1);
  if (!email) {
    return name;
  }
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return name.endsWith(`_${domain}`) ? name.slice(0, -domain.length - 1) : name;
}
