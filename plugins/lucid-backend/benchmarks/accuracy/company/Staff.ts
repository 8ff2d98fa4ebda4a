import { Random } from 'lucid-simulator';
import { Account, MailHolder, Person } from '../directory/Account';
import { DirectoryId } from '../directory/directories';
import { MailSystem } from '../directory/MailSystem';

/** Everybody with an account, now or before, and where their mail goes. */
export class Staff {
  readonly mail = new MailSystem<MailHolder>();
  readonly #random: Random;
  readonly #employed = new Set<Account>();
  readonly #accountsOf = new Map<Person, Account[]>();
  readonly #former: Account[] = [];
  readonly #logins = new Set<string>();
  #people = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  get size(): number {
    return this.#employed.size;
  }

  newPerson(person: Omit<Person, 'id' | 'story'>): Person {
    this.#people += 1;
    return { id: this.#people, story: new Set(), ...person };
  }

  add(account: Account): void {
    this.#employed.add(account);
    this.#accountsOf.set(account.person, [
      ...this.accountsOf(account.person),
      account,
    ]);
  }

  /** The account is disabled, and vanishes from the catalog. */
  disable(account: Account, month: number): void {
    account.left = month;
    this.#employed.delete(account);
    this.#former.push(account);
    this.#forget(account);
  }

  employed(...directories: DirectoryId[]): Account[] {
    const all = [...this.#employed];
    return directories.length
      ? all.filter(({ directory }) => directories.includes(directory.id))
      : all;
  }

  /** Some who are employed, none of them twice. */
  pick(count: number, directories: DirectoryId[] = []): Account[] {
    const candidates = this.employed(...directories);
    return Array.from(
      { length: Math.min(count, candidates.length) },
      () => candidates.splice(this.#random.below(candidates.length), 1)[0],
    );
  }

  /** Those who left in a month. */
  leftIn(month: number): Account[] {
    return this.#former.filter(({ left }) => left === month);
  }

  former(): readonly Account[] {
    return this.#former;
  }

  /** The account belongs to somebody else from now on. */
  handOn(account: Account, to: Person): void {
    this.#forget(account);
    account.person = to;
    this.#accountsOf.set(to, [...this.accountsOf(to), account]);
  }

  /** The accounts that a person has now. */
  accountsOf(person: Person): readonly Account[] {
    return this.#accountsOf.get(person) ?? [];
  }

  /** A short name to sign in with that nobody has in that directory. */
  newLogin(directory: DirectoryId, wish: string): string {
    for (let number = 1; ; number += 1) {
      const login = number === 1 ? wish : `${wish}${number}`;
      const key = `${directory}/${login}`;
      if (!this.#logins.has(key)) {
        this.#logins.add(key);
        return login;
      }
    }
  }

  #forget(account: Account): void {
    this.#accountsOf.set(
      account.person,
      this.accountsOf(account.person).filter(other => other !== account),
    );
  }
}
