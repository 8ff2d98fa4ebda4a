import { Licence, LucidGroupReference } from 'backstage-plugin-lucid-common';

/**
 * One SCIM `User` of Lucid, understood and flattened. Text is well-formed
 * Unicode without NUL, trimmed, and never empty.
 */
export interface LucidUser {
  id: string;
  /** `false` only where Lucid says so. */
  active: boolean;
  /** The person's name where Lucid has one, else display name, user name, e-mail or id. */
  displayName: string;
  userName?: string;
  /** The primary address, as Lucid wrote it. */
  email?: string;
  otherEmails: string[];
  externalId?: string;
  title?: string;
  department?: string;
  division?: string;
  organization?: string;
  costCenter?: string;
  billingCode?: string;
  roles: string[];
  groups: LucidGroupReference[];
  licences: Licence[];
  /** ISO 8601 in UTC. */
  createdAt?: string;
}
