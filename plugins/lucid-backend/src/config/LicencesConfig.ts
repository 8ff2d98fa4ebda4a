import { AccessLevel } from 'backstage-plugin-lucid-common';

/** What one licence costs. */
export interface LicencePriceConfig {
  /** Exact, in the unit of the currency: `\d+(\.\d+)?`. */
  amount: string;
  /** ISO 4217, such as `EUR`. */
  currency: string;
  per: 'month' | 'year';
}

/**
 * An entry of `lucid.licences`: what was bought of a licence, and at what price, for
 * a time. Days are `YYYY-MM-DD` in UTC, and inclusive.
 */
export interface LicenceTerms {
  licence: string;
  /** Absent where the entry is for whoever can edit, or of whom Lucid does not say. */
  access?: AccessLevel;
  /** Absent where the entry is for every Lucid account. */
  account?: string;
  seats?: number;
  renewal?: string;
  price?: LicencePriceConfig;
  /** The first day; absent where there is none. */
  from?: string;
  /** The last day; absent where there is none. */
  to?: string;
}
