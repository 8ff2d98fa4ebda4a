import { Random } from 'lucid-simulator';
import { Account } from '../directory/Account';
import { isCompanyAddress } from '../directory/addresses';
import { DIRECTORIES, Directory } from '../directory/directories';
import { Hiring } from './Hiring';
import { Pace } from './Pace';
import { Staff } from './Staff';
import { HABITS } from './habits';

/** People who come, go, and come back. */
export class Turnover {
  readonly #random: Random;
  readonly #staff: Staff;
  readonly #hiring: Hiring;
  readonly #pace: Pace;

  constructor(options: {
    random: Random;
    staff: Staff;
    hiring: Hiring;
    pace: Pace;
  }) {
    this.#random = options.random;
    this.#staff = options.staff;
    this.#hiring = options.hiring;
    this.#pace = options.pace;
  }

  /** A month of people leaving. @returns the accounts that are disabled */
  leave(month: number, people: number): Account[] {
    const count = this.#pace.due(
      'leave',
      (people * HABITS.yearly.leaving) / 12,
    );
    const gone = new Set<Account>();
    for (const { person } of this.#staff.pick(count)) {
      this.#staff.accountsOf(person).forEach(account => gone.add(account));
    }
    gone.forEach(account => this.#staff.disable(account, month));
    const freed = this.#staff.leftIn(month - HABITS.addressBlockedMonths);
    freed.forEach(account => this.#staff.mail.release(account));
    return [...gone];
  }

  /** As many people begin as are needed. @returns their accounts */
  hire(count: number): Account[] {
    const back = this.#rehire(count);
    const namesakes = this.#passAddressesOn(count);
    const others = Array.from(
      { length: Math.max(0, count - back.length - namesakes.length) },
      () => this.#hireSomebody(),
    );
    return [...back, ...namesakes, ...others];
  }

  #hireSomebody(): Account {
    if (this.#random.chance(HABITS.contractors)) {
      return this.#hiring.contract();
    }
    const account = this.#hiring.employ(this.#anyDirectory());
    if (account.directory.id !== 'github' && account.directory.id !== 'yaml') {
      this.#listTwice(account);
    }
    return account;
  }

  /** Somebody is known to two sources of the catalog. */
  #listTwice(account: Account): void {
    if (this.#pace.due('duplicate', HABITS.secondEntityOfSameAddress)) {
      this.#hiring.addSecond(account, 'yaml', account.mail);
      account.person.story.add('duplicate-entity');
    } else if (this.#pace.due('second', HABITS.secondEntityWithoutAddress)) {
      this.#hiring.addSecond(account, 'github');
      account.person.story.add('second-entity');
    }
  }

  /** Most get the address back that they had. */
  #rehire(hires: number): Account[] {
    const candidates = this.#staff
      .former()
      .filter(
        ({ person, mail }) =>
          this.#staff.accountsOf(person).length === 0 && isCompanyAddress(mail),
      );
    const count = candidates.length
      ? this.#pace.due('rehire', hires * HABITS.rehired)
      : 0;
    return Array.from({ length: count }, () => this.#random.pick(candidates))
      .filter(
        ({ person }, index, all) =>
          all.findIndex(other => other.person === person) === index,
      )
      .map(former => {
        this.#staff.mail.release(former);
        former.person.story.add('rehire');
        return this.#hiring.employ(former.directory, former.person);
      });
  }

  /** Somebody with the name of a leaver gets the address that has become free. */
  #passAddressesOn(hires: number): Account[] {
    const candidates = this.#staff
      .former()
      .filter(
        ({ person, mail }) =>
          this.#staff.accountsOf(person).length === 0 &&
          isCompanyAddress(mail) &&
          this.#staff.mail.holderOf(mail) === undefined,
      )
      .slice(-HABITS.rememberedLeavers);
    const count = candidates.length
      ? this.#pace.due('pass-on', hires * HABITS.addressPassedOn)
      : 0;
    return Array.from({ length: count }, () => {
      const { directory, person } = this.#random.pick(candidates);
      const namesake = this.#hiring.newPerson(directory, person.name);
      namesake.story.add('address-passed-on');
      return this.#hiring.employ(directory, namesake);
    });
  }

  #anyDirectory(): Directory {
    let rest = this.#random.next();
    for (const directory of Object.values(DIRECTORIES)) {
      rest -= directory.share;
      if (rest < 0) {
        return directory;
      }
    }
    return DIRECTORIES.entra;
  }
}
