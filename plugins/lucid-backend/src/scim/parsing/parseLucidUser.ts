import { LucidUser } from '../LucidUser';
import { cleanLabel } from '../../text/cleanText';
import {
  EMAIL_LIMIT,
  isObject,
  NAME_LIMIT,
  readBoolean,
  TEXT_LIMIT,
} from './attributes';
import { findExtensions } from './extensions';
import { findFaultOfId } from './findFaultOfId';
import { readEmails } from './readEmails';
import { readLicences } from './readLicences';
import { readGroups, readRoles } from './readMemberships';
import { ParsedRow, rejectedRow } from './ParsedRow';
import { readKey, readLabel } from './readText';
import { readTimestamp } from '../../text/readTimestamp';

/**
 * Understands one SCIM user. Only the id is needed: attributes that are
 * malformed are as good as missing, and the user is rejected only where its
 * identity is unclear.
 *
 * Each attribute is narrowed by hand where it is read. A schema of zod for the
 * whole user took as long as `JSON.parse` did for its page.
 */
export function parseLucidUser(row: unknown): ParsedRow<LucidUser> {
  if (!isObject(row)) {
    return rejectedRow('the user is not an object');
  }
  const { id } = row;
  if (typeof id !== 'string') {
    return rejectedRow('id is missing or not text');
  }
  const fault = findFaultOfId(id);
  return fault === undefined
    ? { item: readUser(id, row) }
    : rejectedRow(fault, cleanLabel(id, NAME_LIMIT));
}

function readUser(id: string, row: Record<string, unknown>): LucidUser {
  const extensions = findExtensions(row);
  const { enterprise } = extensions;
  const { email, otherEmails } = readEmails(row.emails);
  const userName = readKey(row.userName, EMAIL_LIMIT);
  return {
    id,
    active: readBoolean(row.active) !== false,
    displayName:
      readPersonName(row.name) ??
      readLabel(row.displayName, NAME_LIMIT) ??
      userName ??
      email ??
      id,
    userName,
    email,
    otherEmails,
    externalId: readKey(row.externalId, TEXT_LIMIT),
    title: readLabel(row.title, NAME_LIMIT),
    billingCode: readBillingCode(extensions.lucid),
    roles: readRoles(row.roles),
    groups: readGroups(row.groups),
    licences: readLicences(extensions),
    createdAt: isObject(row.meta) ? readTimestamp(row.meta.created) : undefined,
    department: readLabel(enterprise?.department, NAME_LIMIT),
    division: readLabel(enterprise?.division, NAME_LIMIT),
    organization: readLabel(enterprise?.organization, NAME_LIMIT),
    costCenter: readLabel(enterprise?.costCenter, NAME_LIMIT),
  };
}

function readPersonName(name: unknown): string | undefined {
  if (!isObject(name)) {
    return undefined;
  }
  return (
    readLabel(name.formatted, NAME_LIMIT) ??
    cleanLabel(
      `${textOf(name.givenName)} ${textOf(name.familyName)}`,
      NAME_LIMIT,
    )
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function readBillingCode(
  extensions: Record<string, unknown>[],
): string | undefined {
  for (const { billingCode } of extensions) {
    const code = readLabel(billingCode, TEXT_LIMIT);
    if (code !== undefined) {
      return code;
    }
  }
  return undefined;
}
