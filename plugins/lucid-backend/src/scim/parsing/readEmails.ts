import { EMAIL_LIMIT, isObject, LIST_LIMIT, readBoolean } from './attributes';
import { cleanKey } from '../../text/cleanText';

/** The addresses of one user. */
export interface EmailAddresses {
  email?: string;
  otherEmails: string[];
}

/**
 * Reads `emails`, given as objects or as plain text. The primary address is
 * the one that is flagged, else the first for work, else the first.
 */
export function readEmails(emails: unknown): EmailAddresses {
  const addresses: string[] = [];
  const seen = new Set<string>();
  let flagged: string | undefined;
  let work: string | undefined;

  for (const entry of listOf(emails)) {
    const value = isObject(entry) ? entry.value : entry;
    const address =
      typeof value === 'string' ? cleanKey(value, EMAIL_LIMIT) : undefined;
    if (address === undefined) {
      continue;
    }
    if (isObject(entry)) {
      if (readBoolean(entry.primary)) {
        flagged ??= address;
      }
      if (
        typeof entry.type === 'string' &&
        entry.type.trim().toLowerCase() === 'work'
      ) {
        work ??= address;
      }
    }
    const comparable = address.toLowerCase();
    if (!seen.has(comparable)) {
      seen.add(comparable);
      addresses.push(address);
    }
  }

  const email = flagged ?? work ?? addresses[0];
  if (email === undefined) {
    return { otherEmails: [] };
  }
  const primary = email.toLowerCase();
  return {
    email,
    otherEmails: addresses.filter(other => other.toLowerCase() !== primary),
  };
}

function listOf(emails: unknown): unknown[] {
  if (Array.isArray(emails)) {
    return emails.slice(0, LIST_LIMIT);
  }
  return typeof emails === 'string' || isObject(emails) ? [emails] : [];
}
