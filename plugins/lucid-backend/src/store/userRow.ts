import { Licence } from 'backstage-plugin-lucid-common';
import { licenceUsageEntityName } from 'backstage-plugin-lucid-node';
import { hash } from 'node:crypto';
import { LucidUser } from '../scim/LucidUser';
import { cleanLabel } from '../text/cleanText';
import { foldCase } from '../text/foldCase';
import { Columns } from './bulkRows';
import { licenceSetOf } from './licenceSets';

/** The columns that hold what Lucid says of a user, in `staged_users` and `lucid_users` alike. */
export interface UserContentRow {
  hash: string;
  display_name: string;
  sort_name: string;
  search_text: string;
  email?: string;
  department?: string;
  cost_center?: string;
  licence_set: string;
  details: string;
  created_at?: string;
  entity_name: string;
}

/** @see UserContentRow */
export const userContentColumns: Columns<UserContentRow> = {
  hash: 'text',
  display_name: 'text',
  sort_name: 'text',
  search_text: 'text',
  email: 'text',
  department: 'text',
  cost_center: 'text',
  licence_set: 'text',
  details: 'text',
  created_at: 'text',
  entity_name: 'text',
};

/** What is only ever shown of a user, never searched, sorted or counted. */
export type UserDetails = Pick<
  LucidUser,
  | 'userName'
  | 'otherEmails'
  | 'externalId'
  | 'title'
  | 'division'
  | 'organization'
  | 'billingCode'
  | 'roles'
  | 'groups'
  | 'licences'
>;

/**
 * Changes when the way a user is stored changes, so that an upgrade of the
 * plugin writes every row anew with the next sync.
 */
const ROW_FORMAT = '2';

const LABEL_SEPARATOR = ', ';

/** Tells whether a user differs from what is stored, without reading it back. */
export function hashOfUser(user: LucidUser): string {
  return hash('sha256', canonicalText(user), 'base64url');
}

/**
 * All of a user as one text, different for any two that differ: one attribute
 * a line, each list after its length. No text of a user holds a line break or
 * is empty. Several times faster than JSON, and each user of each sync is
 * hashed.
 */
function canonicalText(user: LucidUser): string {
  let text = `${ROW_FORMAT}\n${user.id}\n${user.active}\n${user.displayName}\n${
    user.userName ?? ''
  }\n${user.email ?? ''}\n${user.externalId ?? ''}\n${user.title ?? ''}\n${
    user.department ?? ''
  }\n${user.division ?? ''}\n${user.organization ?? ''}\n${
    user.costCenter ?? ''
  }\n${user.billingCode ?? ''}\n${user.createdAt ?? ''}\n${
    user.otherEmails.length
  }\n`;
  for (const email of user.otherEmails) {
    text += `${email}\n`;
  }
  text += `${user.roles.length}\n`;
  for (const role of user.roles) {
    text += `${role}\n`;
  }
  text += `${user.groups.length}\n`;
  for (const { id, name } of user.groups) {
    text += `${id}\n${name ?? ''}\n`;
  }
  text += `${user.licences.length}\n`;
  for (const { name, access } of user.licences) {
    text += `${name}\n${access ?? ''}\n`;
  }
  return text;
}

/** A licence as people read it, such as `Lucidchart (can-edit)`. */
export function labelOfLicence({ name, access }: Licence): string {
  return access ? `${name} (${access})` : name;
}

/** Licences as people read them, whatever order Lucid has them in. */
export function licenceLabel(licences: Licence[]): string {
  return joinLabels(licences.map(labelOfLicence));
}

/** @see licenceLabel */
export function joinLabels(labels: string[]): string {
  return [...labels].sort().join(LABEL_SEPARATOR);
}

/** The opposite of {@link joinLabels}. */
export function splitLabels(joined: string): string[] {
  return joined === '' ? [] : joined.split(LABEL_SEPARATOR);
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
  userHash: string,
): UserContentRow {
  const details: UserDetails = {
    userName: user.userName,
    otherEmails: user.otherEmails,
    externalId: user.externalId,
    title: user.title,
    division: user.division,
    organization: user.organization,
    billingCode: user.billingCode,
    roles: user.roles,
    groups: user.groups,
    licences: user.licences,
  };
  return {
    hash: userHash,
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
    email: user.email,
    department: user.department,
    cost_center: user.costCenter,
    licence_set: licenceSetOf(user.licences),
    details: JSON.stringify(details),
    created_at: user.createdAt,
    entity_name: licenceUsageEntityName({ account, id: user.id }),
  };
}
