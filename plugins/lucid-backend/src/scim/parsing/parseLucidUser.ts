import { RejectedUser } from 'backstage-plugin-lucid-common';
import { z } from 'zod';
import { LucidUser } from '../LucidUser';
import {
  EMAIL_LIMIT,
  ID_LIMIT,
  isObject,
  NAME_LIMIT,
  readBoolean,
  TEXT_LIMIT,
  tolerantText,
} from './attributes';
import { cleanKey, cleanLabel, cleanText } from '../../text/cleanText';
import { findExtensions } from './extensions';
import { readEmails } from './readEmails';
import { readLicences } from './readLicences';
import { readGroups, readRoles } from './readMemberships';
import { readTimestamp } from './readTimestamp';

/** A user that was understood, or why it was not. */
export type ParsedUser =
  | { user: LucidUser; rejected?: undefined }
  | { user?: undefined; rejected: RejectedUser };

const idSchema = z
  .string({ error: 'id is missing or not text' })
  .min(1, 'id is empty')
  .max(ID_LIMIT, `id is longer than ${ID_LIMIT} characters`)
  // Cleaned, two ids could become the same one.
  .refine(id => cleanText(id) === id, {
    error: 'id holds blanks around it or characters that no id has',
    abort: true,
  });

// Only the id is needed. Whatever else is malformed is as good as missing.
const userSchema = z.object(
  {
    id: idSchema,
    userName: tolerantText,
    externalId: tolerantText,
    displayName: tolerantText,
    title: tolerantText,
    name: z
      .object({
        formatted: tolerantText,
        givenName: tolerantText,
        familyName: tolerantText,
      })
      .nullish()
      .catch(undefined),
    active: z.unknown().optional(),
    emails: z.unknown().optional(),
    roles: z.unknown().optional(),
    groups: z.unknown().optional(),
    meta: z.unknown().optional(),
  },
  { error: 'the user is not an object' },
);

const enterpriseSchema = z.object({
  department: tolerantText,
  division: tolerantText,
  organization: tolerantText,
  costCenter: tolerantText,
});

/**
 * Understands one SCIM user. Attributes that are malformed are left out; the
 * user is rejected only where its identity is unclear.
 */
export function parseLucidUser(row: unknown): ParsedUser {
  const parsed = userSchema.safeParse(row);
  if (!parsed.success) {
    return { rejected: reject(row, parsed.error) };
  }
  const { data } = parsed;
  const extensions = findExtensions(row as Record<string, unknown>);
  const { email, otherEmails } = readEmails(data.emails);
  const userName = key(data.userName, EMAIL_LIMIT);

  const user: LucidUser = {
    id: data.id,
    active: readBoolean(data.active) !== false,
    displayName:
      readPersonName(data.name) ??
      label(data.displayName, NAME_LIMIT) ??
      userName ??
      email ??
      data.id,
    userName,
    email,
    otherEmails,
    externalId: key(data.externalId, TEXT_LIMIT),
    title: label(data.title, NAME_LIMIT),
    billingCode: readBillingCode(extensions.lucid),
    roles: readRoles(data.roles),
    groups: readGroups(data.groups),
    licences: readLicences(extensions),
    createdAt: isObject(data.meta)
      ? readTimestamp(data.meta.created)
      : undefined,
  };
  if (extensions.enterprise) {
    const enterprise = enterpriseSchema.parse(extensions.enterprise);
    user.department = label(enterprise.department, NAME_LIMIT);
    user.division = label(enterprise.division, NAME_LIMIT);
    user.organization = label(enterprise.organization, NAME_LIMIT);
    user.costCenter = label(enterprise.costCenter, NAME_LIMIT);
  }
  return { user };
}

function reject(row: unknown, error: z.ZodError): RejectedUser {
  const reason = error.issues[0].message;
  const id = isObject(row) && typeof row.id === 'string' ? row.id : '';
  const shown = cleanLabel(id, NAME_LIMIT);
  return shown === undefined ? { reason } : { id: shown, reason };
}

function label(text: string | null | undefined, limit: number) {
  return text ? cleanLabel(text, limit) : undefined;
}

function key(text: string | null | undefined, limit: number) {
  return text ? cleanKey(text, limit) : undefined;
}

function readPersonName(
  name: z.infer<typeof userSchema>['name'],
): string | undefined {
  if (!name) {
    return undefined;
  }
  return (
    label(name.formatted, NAME_LIMIT) ??
    cleanLabel(`${name.givenName ?? ''} ${name.familyName ?? ''}`, NAME_LIMIT)
  );
}

function readBillingCode(
  extensions: Record<string, unknown>[],
): string | undefined {
  for (const { billingCode } of extensions) {
    if (typeof billingCode === 'string') {
      const code = cleanLabel(billingCode, TEXT_LIMIT);
      if (code !== undefined) {
        return code;
      }
    }
  }
  return undefined;
}
