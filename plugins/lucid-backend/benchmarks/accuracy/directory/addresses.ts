import { domainToASCII } from 'node:url';

/** The domains that reach the same mailboxes since the companies merged. */
export const ACME_DOMAINS = [
  'acme.example',
  'acme-corp.example',
  'acme-io.example',
] as const;

/** The domain of a subsidiary, in letters that are not ASCII. */
export const BUECHER_DOMAIN = 'bücher.example';

/** The domain of a subsidiary that has kept to itself. */
export const NORTHWIND_DOMAIN = 'northwind.example';

/** Every domain that only members of the company have addresses of. */
export const COMPANY_DOMAINS: readonly string[] = [
  ...ACME_DOMAINS,
  BUECHER_DOMAIN,
  NORTHWIND_DOMAIN,
];

/** Where people have their private addresses. */
export const PRIVATE_DOMAINS = ['freemail.example', 'home-post.example'];

/** Companies that send contractors, or work together with this one. */
export const OTHER_COMPANIES = [
  'contoso-consulting.example',
  'fabrikam.example',
  'agency-north.example',
  'wingtip.example',
  'tailspin.example',
];

/** An agency whose people share one mailbox and tell each other apart behind a plus. */
export const PLUS_AGENCY = 'studio-plus.example';

/** The two halves of an address. */
export function halvesOf(address: string): { local: string; domain: string } {
  const at = address.lastIndexOf('@');
  return { local: address.slice(0, at), domain: address.slice(at + 1) };
}

/** A domain as name servers know it. */
export function asciiDomain(domain: string): string {
  return domainToASCII(domain.normalize('NFC')) || domain.toLowerCase();
}

/** An address as the people it belongs to would compare it: no matter the case or the encoding. */
export function sameText(address: string): string {
  const { local, domain } = halvesOf(address);
  return `${local.normalize('NFC').toLowerCase()}@${asciiDomain(domain)}`;
}

/** The local part as the company's mail servers compare it, without what follows a plus. */
export function localKey(address: string): string {
  return halvesOf(address)
    .local.normalize('NFC')
    .toLowerCase()
    .replace(/\+.*$/, '');
}

/** Whether only members of the company have such an address. */
export function isCompanyAddress(address: string): boolean {
  const domain = asciiDomain(halvesOf(address).domain);
  return COMPANY_DOMAINS.some(own => asciiDomain(own) === domain);
}
