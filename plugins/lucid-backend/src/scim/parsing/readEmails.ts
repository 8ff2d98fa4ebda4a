import { EMAIL_LIMIT, isObject, listOf, readBoolean } from './attributes';
import { readKey } from './readText';

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
  let flagged: string | undefined;
  let work: string | undefined;

  for (const entry of listOf(emails)) {
    const address = readKey(isObject(entry) ? entry.value : entry, EMAIL_LIMIT);
    if (address === undefined) {
      continue;
    }
    addresses.push(address);
    if (isObject(entry)) {
      if (readBoolean(entry.primary)) {
        flagged ??= address;
      }
      if (isWork(entry.type)) {
        work ??= address;
      }
    }
  }

  const email = flagged ?? work ?? addresses[0];
  return { email, otherEmails: othersThan(email, addresses) };
}

function isWork(type: unknown): boolean {
  return (
    type === 'work' ||
    (typeof type === 'string' && type.trim().toLowerCase() === 'work')
  );
}

/** Each once, in its first spelling. */
function othersThan(email: string | undefined, addresses: string[]): string[] {
  if (email === undefined || addresses.length === 1) {
    return [];
  }
  const seen = new Set([email.toLowerCase()]);
  return addresses.filter(address => {
    const comparable = address.toLowerCase();
    const isNew = !seen.has(comparable);
    seen.add(comparable);
    return isNew;
  });
}
