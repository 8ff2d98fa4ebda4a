import { Random } from 'lucid-simulator';
import { Account, Person } from '../directory/Account';
import {
  ACME_DOMAINS,
  OTHER_COMPANIES,
  PLUS_AGENCY,
  PRIVATE_DOMAINS,
  asciiDomain,
} from '../directory/addresses';
import { DIRECTORIES, Directory, DirectoryId } from '../directory/directories';
import { NameGiver } from '../people/NameGiver';
import { PersonName, familyNameFirst, fullName } from '../people/PersonName';
import { Staff } from './Staff';
import { listAccount } from './listAccount';
import { firstFree, localPartOf, shortNameOf } from './localParts';

/** Makes accounts, with mailboxes, for people who begin. */
export class Hiring {
  readonly #random: Random;
  readonly #staff: Staff;
  readonly #names: Record<string, NameGiver>;
  #agencyPeople = 0;

  constructor(random: Random, staff: Staff) {
    this.#random = random;
    this.#staff = staff;
    this.#names = Object.fromEntries(
      Object.values(DIRECTORIES).map(({ id, names }) => [
        id,
        new NameGiver(random, names),
      ]),
    );
  }

  newPerson(directory: Directory, name?: PersonName): Person {
    const given = name ?? this.#names[directory.id].next();
    return this.#staff.newPerson({
      name: given,
      outsideAddress: this.#outside(given, PRIVATE_DOMAINS),
    });
  }

  familyName(directory: Directory): PersonName['family'] {
    return this.#names[directory.id].familyName();
  }

  /** Somebody with a mailbox of the company. */
  employ(
    directory: Directory,
    person: Person = this.newPerson(directory),
    mailDomains: readonly string[] = directory.mailDomains,
  ): Account {
    const local = this.#freeLocalPart(directory, person.name, mailDomains);
    const account = this.#account(directory, person, {
      mail: `${local}@${this.#domainOf(directory)}`,
      displayName:
        directory.id === 'ldap'
          ? familyNameFirst(person.name)
          : fullName(person.name),
    });
    this.#staff.mail.give(account, local, mailDomains);
    this.#giveAliases(account, mailDomains);
    return account;
  }

  /** A contractor: invited with an address of another company, or with an account like everybody's. */
  contract(): Account {
    const directory = DIRECTORIES.entra;
    const isAgency = this.#agencyPeople < 2 || this.#random.chance(0.015);
    const name = this.#names.entra.next();
    const person = this.#staff.newPerson({
      name,
      outsideAddress: isAgency
        ? this.#agencyAddress()
        : this.#outside(name, OTHER_COMPANIES),
    });
    if (isAgency || this.#random.chance(0.55)) {
      person.story.add(
        isAgency ? 'agency-behind-plus' : 'contractor-own-address',
      );
      return this.#account(directory, person, {
        mail: person.outsideAddress,
        displayName: fullName(name),
        upn: `${person.outsideAddress.replace('@', '_')}#EXT#@acme.example`,
      });
    }
    person.story.add('contractor');
    const local = this.#freeLocalPart(directory, name, ACME_DOMAINS, '.ext');
    const account = this.#account(directory, person, {
      mail: `${local}@${directory.domain}`,
      displayName: `${fullName(name)} (EXT)`,
    });
    this.#staff.mail.give(account, local, ACME_DOMAINS);
    return account;
  }

  /** An account that is no person: a service, or a place that people come and go at. */
  install(name: PersonName, local: string): Account {
    const directory = DIRECTORIES.entra;
    const account = this.#account(directory, this.newPerson(directory, name), {
      mail: `${local}@${directory.domain}`,
      displayName: fullName(name),
    });
    this.#staff.mail.give(account, local, ACME_DOMAINS);
    return account;
  }

  /** Another account of somebody who has one, such as one of GitHub. */
  addSecond(first: Account, id: DirectoryId, email?: string): Account {
    const directory = DIRECTORIES[id];
    const account = this.#account(directory, first.person, {
      mail: first.mail,
      displayName: first.displayName,
      upn: first.upn,
      namespace: id,
    });
    account.listing.email = email;
    return account;
  }

  #account(
    directory: Directory,
    person: Person,
    given: {
      mail: string;
      displayName: string;
      upn?: string;
      namespace?: string;
    },
  ): Account {
    const random = this.#random;
    const login = this.#staff.newLogin(directory.id, shortNameOf(person.name));
    const account: Account = {
      directory,
      id: directory.newId(random),
      person,
      login,
      upn: given.upn ?? this.#principalName(directory, given.mail),
      mail: given.mail,
      aliases: [],
      displayName: given.displayName,
      listing: {
        name: login,
        namespace: given.namespace ?? 'default',
        annotations: {},
      },
    };
    listAccount(account, random);
    this.#staff.add(account);
    return account;
  }

  /** At some sites single sign-on knows people by number. */
  #principalName(directory: Directory, mail: string): string {
    return directory.id === 'entra' && this.#random.chance(0.08)
      ? `u${100_000 + this.#random.below(900_000)}@${directory.domain}`
      : mail;
  }

  #domainOf(directory: Directory): string {
    if (directory.id === 'ldap') {
      return asciiDomain(directory.domain);
    }
    return directory.id === 'entra' && this.#random.chance(0.12)
      ? ACME_DOMAINS[1]
      : directory.domain;
  }

  #freeLocalPart(
    directory: Directory,
    name: PersonName,
    domains: readonly string[],
    suffix = '',
  ): string {
    return firstFree(
      localPartOf(name, directory, this.#random),
      local => this.#staff.mail.isFree(local, domains),
      suffix,
    );
  }

  #giveAliases(account: Account, domains: readonly string[]): void {
    const { name } = account.person;
    const wishes = [
      ...(this.#random.chance(0.4) ? [shortNameOf(name)] : []),
      localPartOf(name, account.directory, this.#random),
    ];
    for (const local of wishes) {
      if (this.#staff.mail.isFree(local, domains)) {
        this.#staff.mail.give(account, local, domains);
        account.aliases.push(local);
      }
    }
  }

  #outside(name: PersonName, domains: readonly string[]): string {
    const { pick, below } = this.#random;
    const number = below(9_000) + 10;
    return `${shortNameOf(name)}${number}@${pick(domains)}`;
  }

  #agencyAddress(): string {
    this.#agencyPeople += 1;
    return `team+${this.#agencyPeople}@${PLUS_AGENCY}`;
  }
}
