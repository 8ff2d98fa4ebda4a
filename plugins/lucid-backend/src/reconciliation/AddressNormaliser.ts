import { domainToASCII } from 'node:url';
import { AddressEquivalence } from '../config/LucidConfig';

/** Longest e-mail address there can be: 64 + @ + 255, RFC 5321 section 4.5.3.1. */
const LONGEST_ADDRESS = 320;

// ASCII without blanks and capitals, in two parts.
const PLAIN = /^[!-@[-~]+@[!-?[-~]+$/;

// eslint-disable-next-line no-control-regex -- ASCII is where these characters are
const ASCII = /^[\x00-\x7f]*$/;

// Other characters may end the host of a URL, and what follows them is lost.
const HOST = /^[\p{L}\p{N}\p{M}.-]+$/u;

/**
 * Brings e-mail addresses into forms in which those of one mailbox are equal: one
 * that is sure, and one that takes more addresses for the same, by which somebody
 * is recognised whose own address nobody has.
 */
export class AddressNormaliser {
  readonly #equivalence: AddressEquivalence;
  /** Each domain that has another name, and the name that stands for all. */
  readonly #aliases: Map<string, string>;

  /** @param options - each list of `domainAliases` holds domains of the same mailboxes */
  constructor(options: {
    equivalence: AddressEquivalence;
    domainAliases: string[][];
  }) {
    this.#equivalence = options.equivalence;
    this.#aliases = new Map(
      options.domainAliases.flatMap(domains =>
        domains.map(domain => [
          this.#plainDomain(domain),
          this.#plainDomain(domains[0]),
        ]),
      ),
    );
  }

  /** @returns `undefined` for what is no address */
  normalise(address: string): string | undefined {
    const { unicode } = this.#equivalence;
    if (address.length > LONGEST_ADDRESS) {
      return undefined;
    }
    if (PLAIN.test(address)) {
      return address;
    }
    const trimmed = (unicode ? address.normalize('NFC') : address).trim();
    const at = trimmed.lastIndexOf('@');
    if (at < 1 || at === trimmed.length - 1 || /\s/.test(trimmed)) {
      return undefined;
    }
    const local = trimmed.slice(0, at);
    return `${
      this.#equivalence.case ? local.toLowerCase() : local
    }@${this.#plainDomain(trimmed.slice(at + 1))}`;
  }

  /**
   * A normal address, in the domain that stands for all of its aliases.
   *
   * @returns `undefined` where the domain has none
   */
  canonical(normal: string): string | undefined {
    const [local, domain] = partsOf(normal);
    const canonical = this.#aliases.get(domain);
    return canonical === undefined ? undefined : `${local}@${canonical}`;
  }

  /**
   * A normal address without its tag, where tags do not count.
   *
   * @returns `undefined` where it has none
   */
  untagged(normal: string): string | undefined {
    const [local, domain] = partsOf(normal);
    const plus = this.#equivalence.plusAddressing ? local.indexOf('+') : -1;
    return plus > 0 ? `${local.slice(0, plus)}@${domain}` : undefined;
  }

  /** A domain, by the name that stands for all of its aliases. */
  domain(domain: string): string {
    const plain = this.#plainDomain(domain);
    return this.#aliases.get(plain) ?? plain;
  }

  /** Whether a domain is one of those that have aliases, so one of the company's own. */
  hasAliases(domain: string): boolean {
    return this.#aliases.has(this.#plainDomain(domain));
  }

  #plainDomain(domain: string): string {
    const folded = domain.toLowerCase();
    return this.#equivalence.unicode && !ASCII.test(folded) && HOST.test(folded)
      ? // Empty for what no domain can be called.
        domainToASCII(folded) || folded
      : folded;
  }
}

function partsOf(address: string): [local: string, domain: string] {
  const at = address.lastIndexOf('@');
  return [address.slice(0, at), address.slice(at + 1)];
}
