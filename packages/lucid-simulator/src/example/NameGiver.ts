import { FAMILY_NAMES, GIVEN_NAMES, plainLetters } from '../generated/names';
import { Random } from '../random';

export interface GivenName {
  givenName: string;
  familyName: string;
  /** Both in plain letters, as in `zoe.o-brien`. */
  name: string;
}

/** Gives everybody a name of their own, so that no two addresses are the same. */
export class NameGiver {
  readonly #random: Random;
  readonly #taken = new Set<string>();

  constructor(random: Random) {
    this.#random = random;
  }

  next(): GivenName {
    return this.withGivenName(() => this.#random.pick(GIVEN_NAMES));
  }

  /** A name that begins like another, as of somebody who married. */
  withGivenName(giveGivenName: () => string): GivenName {
    for (;;) {
      const givenName = giveGivenName();
      const familyName = this.#random.pick(FAMILY_NAMES);
      const name = `${plainLetters(givenName)}.${plainLetters(familyName)}`;
      if (!this.#taken.has(name)) {
        this.#taken.add(name);
        return { givenName, familyName, name };
      }
    }
  }
}
