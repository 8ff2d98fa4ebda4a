import { Random } from 'lucid-simulator';
import { HABITS } from '../company/habits';
import { Hiring } from '../company/Hiring';
import { Staff } from '../company/Staff';
import { shortNameOf } from '../company/localParts';
import { Account, SharedMailbox } from '../directory/Account';
import {
  ACME_DOMAINS,
  OTHER_COMPANIES,
  PLUS_AGENCY,
  halvesOf,
} from '../directory/addresses';
import { NameGiver } from '../people/NameGiver';
import { NAMES } from '../people/names';
import { PersonName, fullName } from '../people/PersonName';
import { Phenomenon } from '../truth/Phenomenon';
import { LoginBook } from './LoginBook';

const SHARED = ['team', 'all', 'board', 'workshops', 'events', 'office'];
const SERVICES = ['svc-lucid', 'svc-export', 'automation', 'noreply', 'bot'];
const DESKS = ['intern', 'reception', 'workshop-room'];

/** Lucid users who are no members of the company, or no people. */
export class Others {
  readonly #random: Random;
  readonly #staff: Staff;
  readonly #hiring: Hiring;
  readonly #book: LoginBook;
  readonly #names: NameGiver;
  #number = 0;
  readonly #mailboxes: SharedMailbox[] = [];

  constructor(options: {
    random: Random;
    staff: Staff;
    hiring: Hiring;
    book: LoginBook;
  }) {
    this.#random = options.random;
    this.#staff = options.staff;
    this.#hiring = options.hiring;
    this.#book = options.book;
    this.#names = new NameGiver(
      options.random,
      Object.fromEntries(Object.keys(NAMES).map(culture => [culture, 1])),
    );
  }

  /** All there are when the company begins to look. */
  found(people: number, month: number): void {
    repeat(people * HABITS.partners, () => this.#partner(month));
    repeat(2, () => this.#agencyPartner(month));
    repeat(people * HABITS.sharedMailboxes, () => this.#sharedMailbox(month));
    repeat(people * HABITS.serviceAccounts, () => this.#service(month));
    repeat(people * 0.001, () => this.#desk(month));
  }

  /** A month of new partners. */
  live(people: number, month: number): void {
    repeat((people * HABITS.partners) / 24, () => this.#partner(month));
  }

  #partner(month: number): void {
    const [colleague] = this.#random.chance(HABITS.partnerLikeColleague)
      ? this.#staff.pick(1)
      : [];
    const name = colleague?.person.name ?? this.#names.next();
    const domain = this.#random.pick(OTHER_COMPANIES);
    // Somebody else, whose address differs from a colleague's in the domain only.
    const local = colleague
      ? halvesOf(colleague.mail).local
      : `${shortNameOf(name)}${this.#random.below(10_000)}`;
    this.#sign(
      `${local}@${domain}`,
      fullName(name),
      month,
      colleague ? 'partner-like-colleague' : 'partner',
    );
  }

  #agencyPartner(month: number): void {
    this.#number += 1;
    this.#sign(
      `team+x${this.#number}@${PLUS_AGENCY}`,
      fullName(this.#names.next()),
      month,
      'agency-behind-plus',
    );
  }

  #sharedMailbox(month: number): void {
    const address = this.#newAddress(this.#random.pick(SHARED));
    const mailbox: SharedMailbox = { address };
    this.#mailboxes.push(mailbox);
    this.#staff.mail.give(mailbox, halvesOf(address).local, ACME_DOMAINS);
    this.#book.add({
      userName: address,
      email: address,
      otherEmails: [],
      owner: mailbox,
      tie: 'none',
      createdIn: month,
      story: new Set(['shared-mailbox']),
    });
  }

  /** Where users are written by hand, some give the address of their team. */
  listSharedMailboxes(): void {
    const { sharedListedBySeveral, sharedListedByOne } = HABITS;
    this.#mailboxes.forEach(({ address }, index) => {
      const dice = this.#random.next();
      const isBySeveral = dice < sharedListedBySeveral || index === 0;
      const isByOne =
        dice < sharedListedBySeveral + sharedListedByOne || index === 1;
      const people = isBySeveral ? 2 + this.#random.below(3) : Number(isByOne);
      for (const { listing } of this.#staff.pick(people, ['yaml'])) {
        listing.email = address;
      }
    });
  }

  #service(month: number): void {
    const address = this.#newAddress(this.#random.pick(SERVICES));
    if (this.#random.chance(HABITS.serviceAccountListed)) {
      this.#install('Service', address, 'service-account', month);
      return;
    }
    this.#sign(address, undefined, month, 'service-account');
  }

  #desk(month: number): void {
    const address = this.#newAddress(this.#random.pick(DESKS));
    this.#install('Desk', address, 'account-handed-on', month);
  }

  /** The directory holds it like a person, and so does the catalog. */
  #install(
    given: string,
    address: string,
    story: Phenomenon,
    month: number,
  ): Account {
    const { local } = halvesOf(address);
    const account = this.#hiring.install(nameOf(given, local), local);
    account.person.story.add(story);
    this.#book.signOn(account, month, new Set());
    return account;
  }

  #newAddress(word: string): string {
    this.#number += 1;
    return `${word}-${this.#number}@${ACME_DOMAINS[0]}`;
  }

  #sign(
    email: string,
    name: string | undefined,
    month: number,
    story: Phenomenon,
  ): void {
    if (this.#book.withAddress(email)) {
      return;
    }
    this.#book.add({
      userName: email,
      email,
      otherEmails: [],
      fullName: name,
      owner: 'outsider',
      tie: 'none',
      createdIn: month,
      story: new Set([story]),
    });
  }
}

function nameOf(given: string, family: string): PersonName {
  return {
    given: { native: given, latin: [given] },
    family: { native: family, latin: [family] },
  };
}

/** At least twice, so that even a small company has one of each. */
function repeat(count: number, act: () => void): void {
  for (let done = 0; done < Math.max(2, Math.round(count)); done += 1) {
    act();
  }
}
