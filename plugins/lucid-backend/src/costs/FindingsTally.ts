import { CostFindings, UsageState } from 'backstage-plugin-lucid-common';
import { CostTally, HeldLicence } from './CostTally';
import { PriceList } from './PriceList';

/** Lucid users of one account who are alike in all that their cost depends on. */
export interface CostCohort {
  account: string;
  state: UsageState;
  isLeaver: boolean;
  licences: HeldLicence[];
  users: number;
}

/** People of one account whom Lucid bills, who are alike in what they hold, or held last. */
export interface BilledPeople {
  account: string;
  /** `unknown` where SCIM has never told of them. */
  state: UsageState | 'unknown';
  licences: HeldLicence[];
  users: number;
}

/** Adds up what might be saved. */
export class FindingsTally {
  readonly #prices: PriceList;
  readonly #day: string;
  readonly #undetected: CostTally;
  readonly #leavers: CostTally;
  readonly #viewOnly: CostTally;
  readonly #departed: CostTally;
  #isBillingKnown = false;

  /** @param options - `day` is `YYYY-MM-DD` */
  constructor(options: { prices: PriceList; day: string }) {
    this.#prices = options.prices;
    this.#day = options.day;
    this.#undetected = new CostTally(options);
    this.#leavers = new CostTally(options);
    this.#viewOnly = new CostTally(options);
    this.#departed = new CostTally(options);
  }

  /** Adds users who are there. */
  add({ account, state, isLeaver, licences, users }: CostCohort): void {
    if (state === 'undetected') {
      this.#undetected.add(account, licences, users);
    }
    if (isLeaver) {
      this.#leavers.add(account, licences, users);
    }
    const needless = licences.filter(held => this.#isNeedless(account, held));
    if (needless.length > 0) {
      this.#viewOnly.add(account, needless, users);
    }
  }

  /** Adds all who are billed in one account. */
  addBilled(billed: BilledPeople[]): void {
    this.#isBillingKnown = true;
    for (const { account, state, licences, users } of billed) {
      if (state === 'unknown') {
        this.#departed.addUnpriced(users);
      } else if (state === 'departed') {
        this.#departed.add(account, licences, users);
      } else if (
        licences.length > 0 &&
        licences.every(({ access }) => access === 'view-only') &&
        // Whoever has a price for that has been added already.
        !licences.some(held => this.#isNeedless(account, held))
      ) {
        this.#viewOnly.add(
          account,
          // What is billed is a seat of somebody who can edit.
          licences.map(({ licence }) => ({ licence, access: 'can-edit' })),
          users,
        );
      }
    }
  }

  get findings(): CostFindings {
    return {
      undetected: this.#undetected.costOfUsers,
      leavers: this.#leavers.costOfUsers,
      ...(this.#isBillingKnown && {
        departedButBilled: this.#departed.costOfUsers,
      }),
      viewOnlySuffices: this.#viewOnly.costOfUsers,
    };
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
