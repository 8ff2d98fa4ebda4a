import {
  CostFindings,
  CostOfLicence,
  CostOverview,
  UsageState,
} from 'backstage-plugin-lucid-common';
import { CostTally, HeldLicence } from './CostTally';
import { PriceList } from './PriceList';
import { SeatUse } from './SeatUse';

/** Lucid users of one account who are alike in all that their cost depends on. */
export interface CostCohort {
  account: string;
  state: UsageState;
  isLeaver: boolean;
  licences: HeldLicence[];
  users: number;
}

/** Adds up what everybody costs, and what of that might be saved. */
export class CostSummary {
  readonly #prices: PriceList;
  readonly #day: string;
  readonly #seats: SeatUse;
  readonly #allocated: CostTally;
  readonly #undetected: CostTally;
  readonly #leavers: CostTally;
  readonly #viewOnly: CostTally;
  readonly #byLicence = new Map<string, HeldLicence & { tally: CostTally }>();

  /** @param options - `day` is `YYYY-MM-DD` */
  constructor(options: { prices: PriceList; day: string }) {
    this.#prices = options.prices;
    this.#day = options.day;
    this.#seats = new SeatUse(options);
    this.#allocated = new CostTally(options);
    this.#undetected = new CostTally(options);
    this.#leavers = new CostTally(options);
    this.#viewOnly = new CostTally(options);
  }

  /** Adds users who are there; those who have departed cost nothing. */
  add({ account, state, isLeaver, licences, users }: CostCohort): void {
    this.#allocated.add(account, licences, users);
    if (state === 'undetected') {
      this.#undetected.add(account, licences, users);
      if (isLeaver) {
        this.#leavers.add(account, licences, users);
      }
    }
    for (const held of licences) {
      this.#tallyOf(held).add(account, [held], users);
      const { licence, access } = held;
      this.#seats.add(
        { account, licence, ...(access !== null && { access }) },
        users,
      );
    }
    const needless = licences.filter(held => this.#isNeedless(account, held));
    if (needless.length > 0) {
      this.#viewOnly.add(account, needless, users);
    }
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
      findings: this.#findings(),
    };
  }

  #findings(): CostFindings {
    return {
      undetected: this.#undetected.costOfUsers,
      leavers: this.#leavers.costOfUsers,
      viewOnlySuffices: this.#viewOnly.costOfUsers,
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

  /** Whether a licence that Lucid gives for free is paid for. */
  #isNeedless(account: string, { licence, access }: HeldLicence): boolean {
    if (access !== 'view-only') {
      return false;
    }
    const price = this.#prices.priceOf({ account, licence, access }, this.#day);
    return price !== undefined && price !== 'free' && !price.isZero;
  }
}

function nameOf({ licence, access }: HeldLicence): string {
  return `${licence}\n${access ?? ''}`;
}
