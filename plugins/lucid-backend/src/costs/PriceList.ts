import { AccessLevel } from 'backstage-plugin-lucid-common';
import { LicenceTerms } from '../config/LicencesConfig';
import { foldCase } from '../text/foldCase';
import { Price } from './Price';

/** A licence as somebody holds it. */
export interface Holding {
  account: string;
  licence: string;
  /** Absent where Lucid does not say. */
  access?: AccessLevel;
}

/** An entry of `lucid.licences`. */
export interface PriceListEntry extends Omit<LicenceTerms, 'price'> {
  /**
   * The same for all entries of the same licence, access and account, of which one at
   * most is in force on a day: so what follows one another in time has one id.
   */
  id: string;
  price?: Price;
}

/** What `lucid.licences` says on any day. Days are `YYYY-MM-DD` in UTC. */
export class PriceList {
  readonly #entries: PriceListEntry[];
  /** What goes first is first. */
  readonly #byLicence = new Map<string, PriceListEntry[]>();

  constructor(licences: LicenceTerms[]) {
    this.#entries = licences.map(({ price, ...terms }) => ({
      ...terms,
      id: idOf(terms),
      ...(price && { price: new Price(price) }),
    }));
    for (const entry of this.#entries.toSorted(
      (one, other) => rank(one) - rank(other),
    )) {
      const licence = foldCase(entry.licence);
      this.#byLicence.set(licence, [
        ...(this.#byLicence.get(licence) ?? []),
        entry,
      ]);
    }
  }

  /** Whether anything has a price on a day, or on any day from one to another. */
  isPriced(from: string, to: string = from): boolean {
    return this.#entries.some(
      entry => entry.price && isInForce(entry, from, to),
    );
  }

  /**
   * The price in force on a day, `free` for whoever can only view and has none, or
   * else nothing.
   */
  priceOf(holding: Holding, day: string): Price | 'free' | undefined {
    const price = this.#find(holding, day, entry => entry.price)?.price;
    return price ?? (holding.access === 'view-only' ? 'free' : undefined);
  }

  /**
   * What a seat costs that nobody takes. One for which no access level is said is for
   * somebody who can edit, so their price is its price where it has none of its own.
   */
  priceOfSeat(seat: Holding, day: string): Price | undefined {
    const price =
      this.priceOf(seat, day) ??
      this.priceOf({ ...seat, access: 'can-edit' }, day);
    return price === 'free' ? undefined : price;
  }

  /** The entry whose seats a licence takes one of on a day. */
  seatsFor(holding: Holding, day: string): PriceListEntry | undefined {
    return this.#find(holding, day, entry => entry.seats !== undefined);
  }

  /** The entries in force on a day, in the order of the configuration. */
  entries(day: string): PriceListEntry[] {
    return this.#entries.filter(entry => isInForce(entry, day));
  }

  #find(
    { account, licence, access }: Holding,
    day: string,
    has: (entry: PriceListEntry) => unknown,
  ): PriceListEntry | undefined {
    return this.#byLicence
      .get(foldCase(licence))
      ?.find(
        entry =>
          (entry.account === undefined || entry.account === account) &&
          (entry.access === undefined
            ? access !== 'view-only'
            : entry.access === access) &&
          isInForce(entry, day) &&
          has(entry),
      );
  }
}

type Scope = Pick<LicenceTerms, 'account' | 'licence' | 'access'>;

/** What names its account goes first, and then what names the access level. */
function rank({ account, access }: Scope): number {
  return (account === undefined ? 2 : 0) + (access === undefined ? 1 : 0);
}

function isInForce(
  terms: Pick<LicenceTerms, 'from' | 'to'>,
  first: string,
  last: string = first,
): boolean {
  return (
    (terms.from === undefined || terms.from <= last) &&
    (terms.to === undefined || terms.to >= first)
  );
}

function idOf({ account, licence, access }: Scope): string {
  // No account and no access level has a slash; a licence may.
  return [account ?? '*', foldCase(licence), access ?? '*'].join('/');
}
