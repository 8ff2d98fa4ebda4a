import { z } from 'zod';
import { NewLucidUser } from '../account/LucidAccount';
import { LucidLicences } from '../account/lucidUser';
import { EXAMPLE_PAST_DAYS } from '../example/exampleYear';
import { SubscriptionTerms } from '../rest/Billing';

const text = z.string().min(1).max(1000);

/** Licences of a user, replaced as a whole. */
export const licencesSchema: z.ZodType<LucidLicences> = z.strictObject({
  products: z.record(text, z.boolean()),
  canEdit: z.boolean(),
  billingCode: text.optional(),
});

/**
 * A user to add. All of it can be left out, as Lucid guarantees nothing but
 * the id; the simulator chooses that.
 *
 * @public
 */
export interface AddUserRequest {
  /** The primary e-mail address. */
  email?: string;
  otherEmails?: string[];
  /** The e-mail address unless told. */
  userName?: string;
  /** The e-mail address unless told. */
  displayName?: string;
  givenName?: string;
  familyName?: string;
  externalId?: string;
  title?: string;
  department?: string;
  division?: string;
  costCenter?: string;
  roles?: string[];
  groupIds?: string[];
  /** Lucidchart at can-edit unless told. */
  licences?: LucidLicences;
}

export const addUserSchema: z.ZodType<AddUserRequest> = z.strictObject({
  email: text.optional(),
  otherEmails: z.array(text).optional(),
  userName: text.optional(),
  displayName: text.optional(),
  givenName: text.optional(),
  familyName: text.optional(),
  externalId: text.optional(),
  title: text.optional(),
  department: text.optional(),
  division: text.optional(),
  costCenter: text.optional(),
  roles: z.array(text).optional(),
  groupIds: z.array(text).optional(),
  licences: licencesSchema.optional(),
});

/** What was bought, replaced as a whole. */
export const subscriptionSchema: z.ZodType<SubscriptionTerms> = z.strictObject({
  licenceTotal: z.number().int().min(0).optional(),
  renewal: z.iso.date(),
  trial: z.boolean(),
});

/** Whether Lucid bills a user; `null` leaves it to the licences. */
export const billedSchema = z.strictObject({ billed: z.boolean().nullable() });

/** The only form of id that the REST API can tell of. */
export const lucidIdSchema = z.string().regex(/^lucid-\d+$/);

/** How the account is to be; as it was at first unless told. */
export const resetSchema = z.strictObject({
  daysAgo: z.number().int().min(0).max(EXAMPLE_PAST_DAYS).default(0),
});

/** Which part of the list of users; all of it unless told. */
export const listUsersSchema = z.strictObject({
  startIndex: z.coerce.number().int().min(1).default(1),
  count: z.coerce.number().int().min(0).optional(),
});

/** The user that a request describes, as the account keeps it. */
export function toNewUser(request: AddUserRequest): NewLucidUser {
  const { email, otherEmails = [], givenName, familyName } = request;
  const { costCenter, division, department } = request;
  const formatted = [givenName, familyName].filter(Boolean).join(' ');
  return {
    userName: request.userName ?? email,
    displayName: request.displayName ?? email,
    externalId: request.externalId,
    title: request.title,
    name: formatted ? { formatted, givenName, familyName } : undefined,
    emails: [
      ...(email ? [{ value: email, type: 'work', primary: true }] : []),
      ...otherEmails.map(value => ({ value, type: 'other' })),
    ],
    roles: request.roles ?? [],
    groupIds: request.groupIds ?? [],
    affiliation:
      costCenter || division || department
        ? { costCenter, division, department }
        : undefined,
    licences: request.licences ?? {
      products: { Lucidchart: true },
      canEdit: true,
    },
  };
}
