import { Random } from 'lucid-simulator';
import { Account } from '../directory/Account';
import {
  ACME_DOMAINS,
  halvesOf,
  isCompanyAddress,
} from '../directory/addresses';
import { DIRECTORIES } from '../directory/directories';
import { entityNameOf } from '../directory/entityName';
import { familyNameFirst, fullName } from '../people/PersonName';
import { Hiring } from './Hiring';
import { Pace } from './Pace';
import { Staff } from './Staff';
import { HABITS } from './habits';
import { listAgain } from './listAccount';
import { firstFree, localPartOf } from './localParts';

/** What happens to people and accounts who stay. */
export class Changes {
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

  live(): void {
    const people = this.#staff.size;
    const { yearly } = HABITS;
    const married = this.#pace.due(
      'name-change',
      (people * yearly.nameChange) / 12,
    );
    this.#staff
      .pick(married)
      .filter(({ mail }) => isCompanyAddress(mail))
      .forEach(account => this.#changeName(account));

    const renamed = this.#pace.due(
      'entity-rename',
      (people * DIRECTORIES.yaml.share * yearly.entityRename) / 12,
    );
    this.#staff
      .pick(renamed, ['yaml'])
      .forEach(account => this.#tidyUpName(account));

    const handedOn = this.#pace.due('hand-on', (people * yearly.handOn) / 12);
    this.#staff
      .employed('entra')
      .filter(({ person }) => person.story.has('account-handed-on'))
      .slice(0, handedOn)
      .forEach(account => this.#handOn(account));
  }

  /** A site moves from Okta to Entra ID: new accounts, new addresses, the same people. */
  migrate(month: number): Account[] {
    const site = this.#staff
      .pick(Math.max(4, Math.round(this.#staff.size * HABITS.migrating)), [
        'okta',
      ])
      .filter(({ person }) => this.#staff.accountsOf(person).length === 1);
    return site.map(old => {
      this.#staff.disable(old, month);
      old.person.story.add('directory-migration');
      const account = this.#hiring.employ(DIRECTORIES.entra, old.person);
      this.#staff.mail.handOver(old, account);
      const { local } = halvesOf(old.mail);
      // Who had the name to themselves keeps it; the others get a number.
      if (
        this.#staff.mail.holderOf(`${local}@${ACME_DOMAINS[0]}`) === account
      ) {
        this.#readdress(account, local);
      }
      return account;
    });
  }

  /** The name changes, mostly the address, too; the old one still works. */
  #changeName(account: Account): void {
    const { person, directory } = account;
    person.name = {
      given: person.name.given,
      family: this.#hiring.familyName(directory),
    };
    person.story.add('name-change');
    const newAddress = this.#random.chance(0.7);
    for (const own of this.#staff.accountsOf(person)) {
      own.displayName =
        own.directory.id === 'ldap'
          ? familyNameFirst(person.name)
          : fullName(person.name);
    }
    if (newAddress) {
      const local = this.#freeLocalPart(account);
      this.#staff.mail.give(account, local, directory.mailDomains);
      account.aliases.push(halvesOf(account.mail).local);
      this.#readdress(account, local);
    } else {
      listAgain(account, account.mail);
    }
  }

  #readdress(account: Account, local: string): void {
    const oldMail = account.mail;
    account.mail = `${local}@${halvesOf(oldMail).domain}`;
    // Single sign-on goes on with the old name where it is not the address.
    if (account.upn === oldMail && this.#random.chance(0.6)) {
      account.upn = account.mail;
    }
    const forgotten =
      account.directory.id === 'yaml' && this.#random.chance(0.3);
    if (!forgotten) {
      const { name } = account.listing;
      listAgain(account, oldMail);
      if (account.directory.id === 'yaml') {
        account.listing.name = name;
      }
    }
  }

  #freeLocalPart({ person, directory }: Account): string {
    return firstFree(localPartOf(person.name, directory, this.#random), local =>
      this.#staff.mail.isFree(local, directory.mailDomains),
    );
  }

  /** Somebody gives an entity the name that a convention asks for. */
  #tidyUpName(account: Account): void {
    const name = entityNameOf(account);
    account.listing.name =
      name === account.listing.name ? `${name}_labs` : name;
    account.person.story.add('entity-rename');
  }

  /** The account of an internship gets its next intern. */
  #handOn(account: Account): void {
    const next = this.#hiring.newPerson(account.directory);
    next.story.add('account-handed-on');
    this.#staff.handOn(account, next);
    account.displayName = fullName(next.name);
    account.listing.displayName = account.displayName;
  }
}
