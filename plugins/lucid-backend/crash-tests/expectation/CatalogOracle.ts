import { CatalogPerson, catalogPeople } from '../world/catalogPeople';
import { CATALOG_STATES, World } from '../world/World';

/** The catalog in each of its states, looked up by address: an oracle of who is who. */
export class CatalogOracle {
  readonly #people: CatalogPerson[][];
  readonly #refsByEmail: Map<string, string[]>[];

  constructor(users: number) {
    this.#people = CATALOG_STATES.map(state => catalogPeople(users, state));
    this.#refsByEmail = this.#people.map(people => {
      const refs = new Map<string, string[]>();
      for (const { email, entityRef } of people) {
        refs.set(email, [...(refs.get(email) ?? []), entityRef].sort());
      }
      return refs;
    });
  }

  people(state: World['catalog']): CatalogPerson[] {
    return this.#people[state];
  }

  /** The catalog users with an address. */
  refsOf(email: string, state: World['catalog']): string[] {
    return this.#refsByEmail[state].get(email) ?? [];
  }
}

/** What a Lucid user is that matches so many catalog users. */
export function stateOf(
  refs: string[],
): 'detected' | 'undetected' | 'ambiguous' {
  if (refs.length === 0) {
    return 'undetected';
  }
  return refs.length === 1 ? 'detected' : 'ambiguous';
}
