import { Random } from 'lucid-simulator';
import { HABITS } from '../company/habits';
import { Staff } from '../company/Staff';
import { Account } from '../directory/Account';
import { DirectoryId } from '../directory/directories';
import { isCompanyAddress } from '../directory/addresses';
import { fullName, typedPlainly } from '../people/PersonName';
import { Login } from './Login';
import { LoginBook } from './LoginBook';
import { SignUp, signUpAddress } from './signUpAddress';

/** How people of a directory get into Lucid: the shares before and since SCIM; the rest sign up. */
const ENTRANCES: Record<
  DirectoryId,
  { scim: number; singleSignOn: number; before: number }
> = {
  entra: { scim: 0.75, singleSignOn: 0.15, before: 0.6 },
  okta: { scim: 0.6, singleSignOn: 0.25, before: 0.8 },
  ldap: { scim: 0, singleSignOn: 0.65, before: 0.4 },
  google: { scim: 0, singleSignOn: 0.7, before: 0.5 },
  yaml: { scim: 0, singleSignOn: 0.5, before: 0.3 },
  github: { scim: 0, singleSignOn: 0.5, before: 0.3 },
};

/** Puts people into Lucid. */
export class SignUps {
  readonly #random: Random;
  readonly #staff: Staff;
  readonly #book: LoginBook;

  constructor(options: { random: Random; staff: Staff; book: LoginBook }) {
    this.#random = options.random;
    this.#staff = options.staff;
    this.#book = options.book;
  }

  /** Somebody new, who may get a Lucid user, or find the one of before. */
  join(account: Account, month: number): void {
    if (!this.#random.chance(HABITS.lucidUsers)) {
      return;
    }
    const { scim, singleSignOn, before } = ENTRANCES[account.directory.id];
    const dice = this.#random.next();
    const hasScim = month >= -HABITS.scimSince;
    const { story } = account.person;
    const comesFromElsewhere =
      story.has('contractor') &&
      this.#random.chance(HABITS.contractorsByOtherAddress);
    if (comesFromElsewhere) {
      this.#signUpAs(
        account,
        {
          email: account.person.outsideAddress,
          otherEmails: [],
          story: ['contractor-other-address'],
        },
        month,
      );
    } else if (!isCompanyAddress(account.mail)) {
      this.#signUp(account, month);
    } else if (hasScim && dice < scim) {
      this.#provision(account, month);
    } else if (dice < (hasScim ? scim + singleSignOn : before)) {
      this.#signOn(account, month);
    } else {
      this.#signUp(account, month);
    }
    if (this.#random.chance(HABITS.secondLucidUser)) {
      this.#signUp(account, month)?.story.add('second-lucid-user');
    }
  }

  /** Provisioning takes over those whom it recognises by their user name. */
  takeOver(account: Account): void {
    const login = this.#book.withAddress(account.upn);
    if (login?.active && ENTRANCES[account.directory.id].scim > 0) {
      this.#tie(login, account);
    }
  }

  #provision(account: Account, month: number): void {
    const known =
      this.#book.withAddress(account.upn) ??
      this.#book.withAddress(account.mail);
    const login =
      known ??
      this.#book.add({
        userName: account.upn,
        email: account.mail,
        otherEmails: [],
        fullName: account.displayName,
        owner: account.person,
        tie: 'scim',
        createdIn: month,
        story: new Set(
          account.upn === account.mail ? [] : ['user-principal-name'],
        ),
      });
    this.#takeUp(login, account);
    this.#tie(login, account);
  }

  /** Whoever had it before: it is opened by an address that is this person's now. */
  #takeUp(login: Login, { person }: Account): void {
    login.active = true;
    login.owner = person;
  }

  #tie(login: Login, account: Account): void {
    login.account = account;
    login.externalId = account.id;
    login.tie = this.#random.chance(HABITS.provisioningStuck) ? 'none' : 'scim';
  }

  /** The first sign-in over SAML makes the user, with what the assertion says. */
  #signOn(account: Account, month: number): void {
    const { mail, upn, login: shortName, displayName } = account;
    const known = this.#book.withAddress(mail);
    if (known) {
      this.#takeUp(known, account);
      known.account = account;
      return;
    }
    const byNumber = upn !== mail && this.#random.chance(0.15);
    const byShortName =
      account.directory.id === 'ldap' && this.#random.chance(0.2);
    const withoutAddress = byShortName && this.#random.chance(0.15);
    const address = byNumber ? upn : mail;
    this.#book.add({
      userName: byShortName ? shortName : upn,
      email: withoutAddress ? undefined : address,
      otherEmails: [],
      fullName: this.#random.chance(0.9) ? displayName : undefined,
      owner: account.person,
      account,
      tie: 'sign-in',
      createdIn: month,
      story: new Set([
        ...(upn !== mail || byShortName
          ? ['user-principal-name' as const]
          : []),
        ...(withoutAddress ? ['no-address-in-lucid' as const] : []),
      ]),
    });
  }

  #signUp(account: Account, month: number): Login | undefined {
    const signUp = signUpAddress(
      account,
      this.#random,
      address => this.#staff.mail.holderOf(address) === account,
    );
    return this.#signUpAs(account, signUp, month);
  }

  #signUpAs(
    account: Account,
    { email, otherEmails, story }: SignUp,
    month: number,
  ): Login | undefined {
    const known = this.#book.withAddress(email);
    if (known) {
      this.#takeUp(known, account);
      return undefined;
    }
    return this.#book.add({
      userName: email,
      email,
      otherEmails,
      fullName: this.#typedName(account),
      owner: account.person,
      tie: 'none',
      createdIn: month,
      story: new Set(story),
    });
  }

  #typedName({ person: { name } }: Account): string | undefined {
    const dice = this.#random.next();
    if (dice < 0.05) {
      return undefined;
    }
    if (dice < 0.3) {
      return typedPlainly(name, this.#random.chance(0.5) ? 'expand' : 'strip');
    }
    return fullName(name, { script: 'latin', variant: dice < 0.5 ? 1 : 0 });
  }
}
