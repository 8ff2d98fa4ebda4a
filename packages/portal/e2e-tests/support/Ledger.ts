/** A licence as the simulator deals it out. */
export interface HeldLicence {
  licence: string;
  canEdit: boolean;
}

/** What the test has the portal pay for a licence, in cents. */
export interface Price {
  licence: string;
  cents: bigint;
  currency: string;
  per: 'month' | 'year';
  /** Days, `YYYY-MM-DD`, both inclusive. */
  from?: string;
  to?: string;
}

interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

/**
 * Reckons what licences cost, in whole numbers, and with nothing of the plugin:
 * whoever can only view costs nothing, a month's price is spread over the days of the month,
 * and a year's over those of the year.
 */
export class Ledger {
  readonly #prices: Price[];

  constructor(prices: Price[]) {
    this.#prices = prices;
  }

  /** What licences cost a month at the prices of a day, as the page writes it. */
  perMonth(licences: HeldLicence[], day: string, currency: string): string {
    const total = this.#costs(licences, day, currency).reduce(
      (year, { cents, per }) => year + (per === 'month' ? 12n * cents : cents),
      0n,
    );
    return amountText({ numerator: total, denominator: 12n }, currency);
  }

  /** What was spent in the days of one month, each with the licences of that day. */
  spent(
    days: { day: string; licences: HeldLicence[] }[],
    currency: string,
  ): string {
    let total: Fraction = { numerator: 0n, denominator: 1n };
    for (const { day, licences } of days) {
      for (const { cents, per } of this.#costs(licences, day, currency)) {
        total = sum(total, {
          numerator: cents,
          denominator: BigInt(
            per === 'month' ? daysOfMonth(day) : daysOfYear(day),
          ),
        });
      }
    }
    return amountText(total, currency);
  }

  #costs(licences: HeldLicence[], day: string, currency: string): Price[] {
    return licences.flatMap(({ licence, canEdit }) =>
      this.#prices.filter(
        price =>
          canEdit &&
          price.licence === licence &&
          price.currency === currency &&
          (price.from ?? day) <= day &&
          day <= (price.to ?? day),
      ),
    );
  }
}

function sum(one: Fraction, other: Fraction): Fraction {
  return one.denominator === other.denominator
    ? {
        numerator: one.numerator + other.numerator,
        denominator: one.denominator,
      }
    : {
        numerator:
          one.numerator * other.denominator + other.numerator * one.denominator,
        denominator: one.denominator * other.denominator,
      };
}

/** Cents as the page writes them in British English, of which a half goes to the even one. */
function amountText(cents: Fraction, currency: string): string {
  const { numerator, denominator } = cents;
  const [whole, rest] = [numerator / denominator, numerator % denominator];
  const isUp =
    2n * rest > denominator || (2n * rest === denominator && whole % 2n === 1n);
  const digits = String(whole + (isUp ? 1n : 0n)).padStart(3, '0');
  const units = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${currency === 'EUR' ? '€' : 'US$'}${units}.${digits.slice(-2)}`;
}

function daysOfMonth(day: string): number {
  const [year, month] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function daysOfYear(day: string): number {
  return new Date(Date.UTC(Number(day.slice(0, 4)), 1, 29)).getUTCDate() === 29
    ? 366
    : 365;
}
