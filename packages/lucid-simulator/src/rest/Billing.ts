import { LucidAccount } from '../account/LucidAccount';
import { LucidUser, sequenceOf } from '../account/lucidUser';

/**
 * What was bought. Days are `YYYY-MM-DD`.
 *
 * @public
 */
export interface SubscriptionTerms {
  /** Absent where there is no limit. */
  licenceTotal?: number;
  /** The day on which it is renewed, a year after its start. */
  renewal: string;
  /** Whether there is a trial of Lucidscale beside it. */
  trial: boolean;
}

/** A subscription as Lucid's REST API gives it. Times are ISO 8601 in UTC. */
export interface Subscription {
  id: number;
  /** Absent where there is no limit. */
  licenseTotal?: number;
  licensesUsed: number;
  trial: boolean;
  start: string;
  end: string;
  /** Absent where it just ends. */
  renewal?: string;
}

/** Somebody who is billed, as Lucid's REST API gives it. */
export interface BilledLicence {
  /** The number in the SCIM id. */
  userId: number;
  subscriptionId: number;
  created: string;
}

const MAIN_ID = 5_210_117;
const TRIAL_ID = 5_210_981;
/** A trial ends so many days before the renewal. */
const TRIAL_ENDS_EARLIER = 30;
const TRIAL_DAYS = 60;

/** The day that is some days before another. */
export function daysBefore(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}

function yearBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() - 1);
  return date.toISOString().slice(0, 10);
}

const atMidnight = (day: string) => `${day}T00:00:00.000Z`;

/**
 * Who is billed for what, derived from the account: whoever is active and can
 * edit, unless it was said otherwise of somebody.
 */
export class Billing {
  readonly #account: LucidAccount;
  readonly #firstTerms: SubscriptionTerms;
  /** By SCIM id. */
  readonly #said = new Map<string, { billed: boolean; at: string }>();
  #terms: SubscriptionTerms;

  constructor(options: { account: LucidAccount; terms: SubscriptionTerms }) {
    this.#account = options.account;
    this.#firstTerms = options.terms;
    this.#terms = options.terms;
  }

  get terms(): SubscriptionTerms {
    return this.#terms;
  }

  setTerms(terms: SubscriptionTerms): void {
    this.#terms = terms;
  }

  /**
   * Says of a user, who need not exist any more, whether Lucid bills them;
   * `undefined` leaves it to what they are licensed for.
   */
  setBilled(id: string, billed: boolean | undefined): void {
    if (billed === undefined) {
      this.#said.delete(id);
    } else {
      this.#said.set(id, { billed, at: new Date().toISOString() });
    }
  }

  /** Takes back whatever was said. */
  reset(): void {
    this.#said.clear();
    this.#terms = this.#firstTerms;
  }

  subscriptions(): Subscription[] {
    const { licenceTotal, renewal, trial } = this.#terms;
    const trialEnd = daysBefore(renewal, TRIAL_ENDS_EARLIER);
    return [
      {
        id: MAIN_ID,
        ...(licenceTotal !== undefined && { licenseTotal: licenceTotal }),
        licensesUsed: this.licences(MAIN_ID, { after: 0 }).length,
        trial: false,
        start: atMidnight(yearBefore(renewal)),
        end: atMidnight(renewal),
        renewal: atMidnight(renewal),
      },
      ...(trial
        ? [
            {
              id: TRIAL_ID,
              licensesUsed: this.licences(TRIAL_ID, { after: 0 }).length,
              trial: true,
              start: atMidnight(daysBefore(trialEnd, TRIAL_DAYS)),
              end: atMidnight(trialEnd),
            },
          ]
        : []),
    ];
  }

  has(subscriptionId: number): boolean {
    return (
      subscriptionId === MAIN_ID ||
      (subscriptionId === TRIAL_ID && this.#terms.trial)
    );
  }

  /**
   * The licences of a subscription in the order of the users.
   *
   * @param options - `after` is the number of a user, and `limit` the most to give
   */
  licences(
    subscriptionId: number,
    { after, limit = Infinity }: { after: number; limit?: number },
  ): BilledLicence[] {
    const licences: BilledLicence[] = [];
    for (const user of this.#account.activeUsers) {
      const userId = sequenceOf(user);
      if (userId > after && this.#isBilled(user, subscriptionId)) {
        licences.push({ userId, subscriptionId, created: user.created });
      }
      if (licences.length === limit) {
        break;
      }
    }
    if (subscriptionId === MAIN_ID) {
      licences.push(...this.#billedAbsentees(after));
    }
    return licences.sort((a, b) => a.userId - b.userId).slice(0, limit);
  }

  #isBilled(user: LucidUser, subscriptionId: number): boolean {
    const { canEdit, products } = user.licences;
    return subscriptionId === TRIAL_ID
      ? canEdit && products.LucidscaleCreator === true
      : this.#said.get(user.id)?.billed ?? canEdit;
  }

  /** Who is billed and is deactivated, or is not there at all. */
  #billedAbsentees(after: number): BilledLicence[] {
    return [...this.#said].flatMap(([id, { billed, at }]) => {
      const user = this.#account.findUser(id);
      const userId = sequenceOf({ id });
      return billed && !user?.active && userId > after
        ? [
            {
              userId,
              subscriptionId: MAIN_ID,
              created: user?.created ?? at,
            },
          ]
        : [];
    });
  }
}
