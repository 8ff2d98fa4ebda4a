import { Licence } from 'backstage-plugin-lucid-common';
import { licenceUsageEntityName } from 'backstage-plugin-lucid-node';
import { hash } from 'node:crypto';
import { MatchKey } from '../reconciliation/matchKeys';
import { LucidUser } from '../scim/LucidUser';
import { cleanLabel } from '../text/cleanText';
import { JsonColumnType } from './jsonRows';

/** The columns that hold what Lucid says of a user, in `staged_users` and `lucid_users` alike. */
export interface UserContentRow {
  hash: string;
  display_name: string;
  sort_name: string;
  search_text: string;
  user_name?: string;
  email?: string;
  other_emails: string;
  external_id?: string;
  title?: string;
  department?: string;
  division?: string;
  organization?: string;
  cost_center?: string;
  billing_code?: string;
  roles: string;
  lucid_groups: string;
  licences: string;
  licence_label: string;
  match_keys: string;
  created_at?: string;
  entity_name: string;
}

/** @see UserContentRow */
export const userContentColumns: {
  [K in keyof UserContentRow]-?: JsonColumnType;
} = {
  hash: 'text',
  display_name: 'text',
  sort_name: 'text',
  search_text: 'text',
  user_name: 'text',
  email: 'text',
  other_emails: 'text',
  external_id: 'text',
  title: 'text',
  department: 'text',
  division: 'text',
  organization: 'text',
  cost_center: 'text',
  billing_code: 'text',
  roles: 'text',
  lucid_groups: 'text',
  licences: 'text',
  licence_label: 'text',
  match_keys: 'text',
  created_at: 'text',
  entity_name: 'text',
};

/**
 * Changes when the way a user is stored changes, so that an upgrade of the
 * plugin writes every row anew with the next sync.
 */
const ROW_FORMAT = '1';

/** Tells whether a user differs from what is stored, without reading it back. */
export function hashOfUser(user: LucidUser, keys: MatchKey[]): string {
  return hash(
    'sha256',
    `${ROW_FORMAT}${JSON.stringify([user, keys])}`,
    'base64url',
  );
}

/** The licences as people read them, such as `Lucidchart (can-edit), Lucidspark`. */
export function licenceLabel(licences: Licence[]): string {
  return licences
    .map(({ name, access }) => (access ? `${name} (${access})` : name))
    .join(', ');
}

/** Text in the form in which it is compared, sorted and searched. */
export function foldCase(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('en-US');
}

/**
 * Most of a name that counts for its place in a list. It is part of index keys,
 * which PostgreSQL limits to some 2,700 bytes.
 */
const SORT_NAME_LIMIT = 200;

/** A name as it is sorted; whoever has the same is told apart by the id. */
export function sortName(name: string): string {
  return cleanLabel(foldCase(name), SORT_NAME_LIMIT) ?? '';
}

/** Everything that is stored of what Lucid says of a user. */
export function userContentRow(
  account: string,
  user: LucidUser,
  derived: { hash: string; keys: MatchKey[] },
): UserContentRow {
  return {
    hash: derived.hash,
    display_name: user.displayName,
    sort_name: sortName(user.displayName),
    search_text: foldCase(
      [
        user.displayName,
        user.userName,
        user.email,
        ...user.otherEmails,
        user.externalId,
        user.id,
      ]
        .filter(Boolean)
        .join('\n'),
    ),
    user_name: user.userName,
    email: user.email,
    other_emails: JSON.stringify(user.otherEmails),
    external_id: user.externalId,
    title: user.title,
    department: user.department,
    division: user.division,
    organization: user.organization,
    cost_center: user.costCenter,
    billing_code: user.billingCode,
    roles: JSON.stringify(user.roles),
    lucid_groups: JSON.stringify(user.groups),
    licences: JSON.stringify(user.licences),
    licence_label: licenceLabel(user.licences),
    match_keys: JSON.stringify(derived.keys),
    created_at: user.createdAt,
    entity_name: licenceUsageEntityName({ account, id: user.id }),
  };
}
