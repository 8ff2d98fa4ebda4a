import { Account } from '../directory/Account';
import { sameText } from '../directory/addresses';
import { Login, addressOf } from './Login';

/** Every Lucid user there is or was. */
export class LoginBook {
  readonly #logins: Login[] = [];
  readonly #byAddress = new Map<string, Login>();

  add(given: Omit<Login, 'id' | 'active'>): Login {
    const login: Login = {
      id: `lucid-${100_000 + this.#logins.length}`,
      active: true,
      ...given,
    };
    this.#logins.push(login);
    this.#byAddress.set(sameText(addressOf(login)), login);
    return login;
  }

  /** Whoever signs on with an account of a directory is in Lucid as it says. */
  signOn(account: Account, month: number, story: Login['story']): Login {
    return this.add({
      userName: account.upn,
      email: account.mail,
      otherEmails: [],
      fullName: account.displayName,
      owner: account.person,
      account,
      tie: 'sign-in',
      createdIn: month,
      story,
    });
  }

  /** Lucid has each address once. */
  withAddress(address: string): Login | undefined {
    return this.#byAddress.get(sameText(address));
  }

  /** Gives a Lucid user another address, unless somebody has it. */
  readdress(login: Login, email: string, userName: string): boolean {
    const other = this.withAddress(email);
    if (other && other !== login) {
      return false;
    }
    this.#byAddress.delete(sameText(addressOf(login)));
    login.email = email;
    login.userName = userName;
    this.#byAddress.set(sameText(email), login);
    return true;
  }

  active(): Login[] {
    return this.#logins.filter(({ active }) => active);
  }
}
