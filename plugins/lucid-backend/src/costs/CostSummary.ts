import { CostOfLicence, CostOverview } from 'backstage-plugin-lucid-common';
import { CostTally, HeldLicence } from './CostTally';
import { BilledPeople, CostCohort, FindingsTally } from './FindingsTally';
import { PriceList } from './PriceList';
import { SeatUse } from './SeatUse';

/** Adds up what everybody costs, and what of that might be saved. */
export class CostSummary {
  readonly #prices: PriceList;
  readonly #day: string;
  readonly #seats: SeatUse;
  readonly #allocated: CostTally;
  readonly #findings: FindingsTally;
  readonly #byLicence = new Map<string, HeldLicence & { tally: CostTally }>();

  /** @param options - `day` is `YYYY-MM-DD` */
  constructor(options: { prices: PriceList; day: string }) {
    this.#prices = options.prices;
    this.#day = options.day;
    this.#seats = new SeatUse(options);
    this.#allocated = new CostTally(options);
    this.#findings = new FindingsTally(options);
  }

  /** Adds users who are there; those who have departed cost nothing. */
  add(cohort: CostCohort): void {
    const { account, licences, users } = cohort;
    this.#findings.add(cohort);
    this.#allocated.add(account, licences, users);
    for (const held of licences) {
      this.#tallyOf(held).add(account, [held], users);
      const { licence, access } = held;
      this.#seats.add(
        { account, licence, ...(access !== null && { access }) },
        users,
      );
    }
  }

  /** Adds all who are billed in one account, where Lucid says who they are. */
  addBilled(billed: BilledPeople[]): void {
    this.#findings.addBilled(billed);
  }

  /** @param accounts - those whose users were added */
  overview(accounts: string[]): CostOverview {
    const unused = this.#seats.unused(accounts);
    return {
      day: this.#day,
      priced: this.#prices.isPriced(this.#day),
      total: this.#allocated.costWith(unused),
      allocated: this.#allocated.cost,
      unusedSeats: unused.toMoney(),
      byLicence: this.#licences(),
      findings: this.#findings.findings,
    };
  }

  #licences(): CostOfLicence[] {
    return [...this.#byLicence.values()]
      .sort(
        (one, other) =>
          other.tally.users - one.tally.users ||
          (nameOf(one) < nameOf(other) ? -1 : 1),
      )
      .map(({ licence, access, tally }) => ({
        licence,
        ...(access !== null && { access }),
        ...tally.costOfUsers,
      }));
  }

  #tallyOf(held: HeldLicence): CostTally {
    const name = nameOf(held);
    const known = this.#byLicence.get(name);
    if (known) {
      return known.tally;
    }
    const tally = new CostTally({ prices: this.#prices, day: this.#day });
    this.#byLicence.set(name, { ...held, tally });
    return tally;
  }
}

function nameOf({ licence, access }: HeldLicence): string {
  return `${licence}\n${access ?? ''}`;
}
