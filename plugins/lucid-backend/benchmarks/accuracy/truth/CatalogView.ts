import { UserEntity, stringifyEntityRef } from '@backstage/catalog-model';
import { Account, Person } from '../directory/Account';
import { localKey, sameText } from '../directory/addresses';
import {
  renderEntity,
  shownAddresses,
  shownId,
} from '../directory/renderEntity';
import { nameKey } from '../people/PersonName';

/** A `User` entity, and whose it is. */
export interface Entry {
  ref: string;
  entity: UserEntity;
  account: Account;
  person: Person;
}

/** The catalog at one moment, and what somebody who looks something up in it finds. */
export class CatalogView {
  readonly entries: readonly Entry[];
  readonly #byPerson = new Map<Person, Entry[]>();
  readonly #byRef = new Map<string, Entry[]>();
  readonly #byAddress = new Map<string, Entry[]>();
  readonly #byLocalPart = new Map<string, Entry[]>();
  readonly #byDirectoryId = new Map<string, Entry[]>();
  readonly #byLucidAnnotation = new Map<string, Entry[]>();
  readonly #byName = new Map<string, Entry[]>();

  /** @param accounts - of two that claim the same name, the catalog keeps the first */
  constructor(accounts: readonly Account[]) {
    const entries = new Map<string, Entry>();
    for (const account of accounts) {
      const entity = renderEntity(account);
      const ref = stringifyEntityRef(entity);
      if (!entries.has(ref)) {
        entries.set(ref, { ref, entity, account, person: account.person });
      }
    }
    this.entries = [...entries.values()];
    this.entries.forEach(entry => this.#index(entry));
  }

  of(person: Person): readonly Entry[] {
    return this.#byPerson.get(person) ?? [];
  }

  withRef(ref: string): readonly Entry[] {
    return this.#byRef.get(ref) ?? [];
  }

  /** Who shows this very address, however it is written. */
  showing(address: string): readonly Entry[] {
    return this.#byAddress.get(sameText(address)) ?? [];
  }

  /** Who shows an address that is the same before the `@`. */
  showingLocalPart(address: string): readonly Entry[] {
    return this.#byLocalPart.get(localKey(address)) ?? [];
  }

  withDirectoryId(id: string): readonly Entry[] {
    return this.#byDirectoryId.get(id) ?? [];
  }

  /** Whom an annotation of ours ties to a Lucid user, by id or by address. */
  annotatedWith(idOrAddress: string): readonly Entry[] {
    return this.#byLucidAnnotation.get(idOrAddress.toLowerCase()) ?? [];
  }

  named(fullName: string): readonly Entry[] {
    return this.#byName.get(nameKey(fullName)) ?? [];
  }

  #index(entry: Entry): void {
    const { account, entity, ref, person } = entry;
    const addresses = shownAddresses(account);
    put(this.#byPerson, person, entry);
    put(this.#byRef, ref, entry);
    addresses.forEach(address => {
      put(this.#byAddress, sameText(address), entry);
      put(this.#byLocalPart, localKey(address), entry);
    });
    const id = shownId(account);
    if (id) {
      put(this.#byDirectoryId, id, entry);
    }
    for (const [key, value] of Object.entries(account.listing.annotations)) {
      if (key.startsWith('lucid.co/')) {
        put(this.#byLucidAnnotation, value.toLowerCase(), entry);
      }
    }
    const name = entity.spec.profile?.displayName;
    if (name) {
      put(this.#byName, nameKey(name), entry);
    }
  }
}

function put<TKey>(map: Map<TKey, Entry[]>, key: TKey, entry: Entry): void {
  const known = map.get(key);
  if (!known) {
    map.set(key, [entry]);
  } else if (!known.includes(entry)) {
    known.push(entry);
  }
}
