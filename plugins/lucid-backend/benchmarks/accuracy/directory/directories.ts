import { Random } from 'lucid-simulator';
import { CultureMix } from '../people/NameGiver';
import { ACME_DOMAINS, BUECHER_DOMAIN, NORTHWIND_DOMAIN } from './addresses';

/** What fills the catalog: a provider, or files written by hand. */
export type DirectoryId =
  | 'entra'
  | 'okta'
  | 'ldap'
  | 'google'
  | 'yaml'
  | 'github';

/** One of the directories of the company, as mergers have left them behind. */
export interface Directory {
  id: DirectoryId;
  /** Share of the company's people. */
  share: number;
  /** The domain of the main addresses. */
  domain: string;
  /** Domains in which a new address is an address of the same mailbox. */
  mailDomains: readonly string[];
  names: CultureMix;
  newId: (random: Random) => string;
}

const WORLDWIDE: CultureMix = {
  english: 38,
  indian: 15,
  spanish: 10,
  french: 8,
  german: 5,
  chinese: 5,
  polish: 4,
  arabic: 4,
  dutch: 3,
  russian: 3,
  vietnamese: 2,
  turkish: 2,
  nordic: 1,
};

const HEX = '0123456789abcdef';
const LETTERS =
  '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * The directories: the company itself on Entra ID, a firm bought years ago on
 * Okta, whose mail was merged, a German publisher on LDAP, a Nordic one on
 * Google, a laboratory that writes its users by hand, and a department of
 * developers that is known by its GitHub organisation alone.
 */
export const DIRECTORIES: Record<DirectoryId, Directory> = {
  entra: {
    id: 'entra',
    share: 0.64,
    domain: ACME_DOMAINS[0],
    mailDomains: ACME_DOMAINS,
    names: WORLDWIDE,
    newId: random =>
      [8, 4, 4, 4, 12].map(length => text(random, HEX, length)).join('-'),
  },
  okta: {
    id: 'okta',
    share: 0.13,
    domain: ACME_DOMAINS[2],
    mailDomains: ACME_DOMAINS,
    names: { english: 40, indian: 30, chinese: 8, spanish: 12, russian: 5 },
    newId: random => `00u${text(random, LETTERS, 17)}`,
  },
  ldap: {
    id: 'ldap',
    share: 0.1,
    domain: BUECHER_DOMAIN,
    mailDomains: [BUECHER_DOMAIN],
    names: { german: 75, turkish: 8, polish: 8, russian: 3, english: 6 },
    newId: random =>
      [8, 4, 4, 4, 12].map(length => text(random, HEX, length)).join('-'),
  },
  google: {
    id: 'google',
    share: 0.08,
    domain: NORTHWIND_DOMAIN,
    mailDomains: [NORTHWIND_DOMAIN],
    names: { nordic: 75, english: 10, arabic: 5, polish: 5, german: 5 },
    newId: random => `1${text(random, '0123456789', 20)}`,
  },
  yaml: {
    id: 'yaml',
    share: 0.035,
    domain: ACME_DOMAINS[0],
    mailDomains: ACME_DOMAINS,
    names: WORLDWIDE,
    newId: random => text(random, HEX, 12),
  },
  github: {
    id: 'github',
    share: 0.015,
    domain: ACME_DOMAINS[0],
    mailDomains: ACME_DOMAINS,
    names: WORLDWIDE,
    newId: random => text(random, '123456789', 8),
  },
};

function text(random: Random, letters: string, length: number): string {
  return Array.from(
    { length },
    () => letters[random.below(letters.length)],
  ).join('');
}
