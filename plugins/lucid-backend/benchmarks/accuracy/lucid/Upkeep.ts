import { Random } from 'lucid-simulator';
import { HABITS } from '../company/habits';
import { Staff } from '../company/Staff';
import { Account } from '../directory/Account';
import { sameText } from '../directory/addresses';
import { Login, isPerson } from './Login';
import { LoginBook } from './LoginBook';

/** How Lucid follows what happens in the company, or does not. */
export class Upkeep {
  readonly #random: Random;
  readonly #staff: Staff;
  readonly #book: LoginBook;

  constructor(options: { random: Random; staff: Staff; book: LoginBook }) {
    this.#random = options.random;
    this.#staff = options.staff;
    this.#book = options.book;
  }

  /** A month in which changes arrive, or do not, and some of the forgotten are found. */
  live(month: number): void {
    for (const login of this.#book.active()) {
      const { account } = login;
      if (account?.left === undefined && account) {
        this.#follow(login, account, month);
      } else if (this.#isForgotten(login)) {
        this.#cleanUp(login, month);
      }
    }
  }

  #follow(login: Login, account: Account, month: number): void {
    const isOld =
      login.tie !== 'none' &&
      login.email !== undefined &&
      (sameText(login.email) !== sameText(account.mail) ||
        login.fullName !== account.displayName);
    if (!isOld || !this.#random.chance(HABITS.changesArriveMonthly)) {
      return;
    }
    if (login.tie === 'scim') {
      if (this.#book.readdress(login, account.mail, account.upn)) {
        login.fullName = account.displayName;
      }
      return;
    }
    if (!login.story.has('user-principal-name')) {
      this.#signOnAnew(login, account, month);
    }
  }

  /** Lucid takes somebody with a new address for somebody new. */
  #signOnAnew(login: Login, account: Account, month: number): void {
    if (
      sameText(account.upn) !== sameText(account.mail) ||
      this.#book.withAddress(account.mail)
    ) {
      return;
    }
    login.tie = 'none';
    login.story.add('second-lucid-user');
    this.#book.signOn(account, month, new Set(['second-lucid-user']));
  }

  #isForgotten({ owner, account }: Login): boolean {
    return (
      isPerson(owner) &&
      (account?.left !== undefined ||
        this.#staff.accountsOf(owner).length === 0)
    );
  }

  #cleanUp(login: Login, month: number): void {
    const leftNow = login.account?.left === month;
    const share = leftNow
      ? HABITS.deactivated[login.tie === 'scim' ? 'scim' : 'other']
      : HABITS.cleanedUpMonthly;
    if (this.#random.chance(share)) {
      login.active = false;
    }
  }
}
