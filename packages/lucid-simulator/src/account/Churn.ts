import { Random } from '../random';
import { LucidAccount } from './LucidAccount';

/**
 * Lets users come and go: one joins, one is deactivated, one is deleted, one
 * who was deactivated returns to the old place in the list.
 */
export class Churn {
  readonly #account: LucidAccount;
  readonly #rate: number;
  readonly #random: Random;
  readonly #deactivated: string[] = [];
  #due = 0;
  #joined = 0;

  /** @param rate - changes for each page, on average */
  constructor(account: LucidAccount, rate: number, random: Random) {
    this.#account = account;
    this.#rate = rate;
    this.#random = random;
  }

  /** To be called after each page that was read. */
  pageRead(): void {
    this.#due += this.#rate;
    for (; this.#due >= 1; this.#due--) {
      this.#changeOne();
    }
  }

  #changeOne(): void {
    switch (this.#random.below(4)) {
      case 0:
        this.#join();
        break;
      case 1:
        this.#leave(id => {
          this.#account.setActive(id, false);
          this.#deactivated.push(id);
        });
        break;
      case 2:
        this.#leave(id => this.#account.delete(id));
        break;
      default:
        this.#comeBack();
    }
  }

  #join(): void {
    this.#joined++;
    const mail = `newcomer-${this.#joined}@example.com`;
    this.#account.add({
      userName: mail,
      displayName: mail,
      emails: [{ value: mail, type: 'work', primary: true }],
      licences: { products: { Lucidchart: true }, canEdit: true },
    });
  }

  #leave(how: (id: string) => void): void {
    const { activeUsers } = this.#account;
    if (activeUsers.length > 0) {
      how(this.#random.pick(activeUsers).id);
    }
  }

  #comeBack(): void {
    const id = this.#deactivated.shift();
    if (id === undefined) {
      this.#join();
    } else {
      this.#account.setActive(id, true);
    }
  }
}
