import { createHash } from 'node:crypto';

const MAX_NAME_LENGTH = 63;
const MAX_ACCOUNT_LENGTH = 20;
const MAX_SLUG_LENGTH = 24;
const HASH_LENGTH = 16;

const VALID_ACCOUNT = /^[a-z0-9][a-z0-9-]*$/;

// Without '_', which marks a hashed name: a plain name can never equal one.
const PLAIN_ID = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/;

/**
 * Name of the `LicenceUsage` entity of a Lucid user, in the namespace
 * `default`.
 *
 * Valid in the catalog for any input, the same for the same input, and
 * different for any two Lucid users, also where case does not count:
 * `<account>.<id>` where that is a valid name in lower case, else
 * `<account>.<readable part of the id>_<hash>`.
 *
 * @param options - the id of the Lucid account in the configuration, and the
 *   SCIM id of the Lucid user
 *
 * @public
 */
export function licenceUsageEntityName(options: {
  account: string;
  id: string;
}): string {
  const { account, id } = options;

  const plainName = `${account}.${id}`;
  if (
    VALID_ACCOUNT.test(account) &&
    PLAIN_ID.test(id) &&
    plainName.length <= MAX_NAME_LENGTH
  ) {
    return plainName;
  }

  const readablePart = [
    slug(account, MAX_ACCOUNT_LENGTH),
    slug(id, MAX_SLUG_LENGTH),
  ]
    .filter(part => part !== '')
    .join('.');
  const hash = hashOf(account, id);
  return readablePart === '' ? hash : `${readablePart}_${hash}`;
}

function slug(text: string, maxLength: number): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, maxLength)
    .replace(/-$/, '');
}

function hashOf(account: string, id: string): string {
  return (
    createHash('sha256')
      // UTF-8 would make one character of all that is not valid Unicode, and
      // so one hash of different ids.
      .update(`${account}\0${id}`, 'utf16le')
      .digest('hex')
      .slice(0, HASH_LENGTH)
  );
}
