import { Random } from 'lucid-simulator';
import { NamePart, PersonName } from './PersonName';
import { Culture, NAMES, NameList } from './names';

/** Shares of name cultures; they need not add up to anything. */
export type CultureMix = Partial<Record<Culture, number>>;

/** How much more frequent the first names of a list are than the last ones. */
const SKEW = 1.4;

/** Share of family names that are taken from the list and not put together. */
const LISTED_SHARE = 0.2;

interface Pool {
  given: NamePart[];
  family: NamePart[];
  joined?: string[][];
}

const POOLS = Object.fromEntries(
  Object.entries<NameList>(NAMES).map(([culture, list]) => [
    culture,
    {
      given: partsOf(list.given),
      family: partsOf(list.family),
      joined: list.joined?.map(words),
    },
  ]),
) as Record<Culture, Pool>;

/**
 * Gives people names. Some names are far more frequent than others, so that in
 * a large company some people have the same.
 */
export class NameGiver {
  readonly #random: Random;
  readonly #cultures: [Culture, number][];
  readonly #total: number;

  constructor(random: Random, mix: CultureMix) {
    this.#random = random;
    this.#cultures = Object.entries(mix) as [Culture, number][];
    this.#total = this.#cultures.reduce((sum, [, share]) => sum + share, 0);
  }

  next(): PersonName {
    const pool = POOLS[this.#culture()];
    return { given: this.#frequent(pool.given), family: this.#family(pool) };
  }

  /** Another family name, as of somebody who marries. */
  familyName(): NamePart {
    return this.#family(POOLS[this.#culture()]);
  }

  #culture(): Culture {
    let rest = this.#random.next() * this.#total;
    for (const [culture, share] of this.#cultures) {
      rest -= share;
      if (rest < 0) {
        return culture;
      }
    }
    return this.#cultures[0][0];
  }

  #family({ family, joined }: Pool): NamePart {
    if (!joined || this.#random.chance(LISTED_SHARE)) {
      return this.#frequent(family);
    }
    const name = joined.map(parts => this.#random.pick(parts)).join('');
    return { native: name, latin: [name] };
  }

  #frequent<T>(items: readonly T[]): T {
    return items[Math.floor(items.length * this.#random.next() ** SKEW)];
  }
}

function words(list: string): string[] {
  return list
    .split(' ')
    .map(word => (word === '_' ? '' : word.replaceAll('_', ' ')));
}

function partsOf(list: string): NamePart[] {
  return words(list).map(word => {
    const [native, latin] = word.split('=');
    return { native, latin: latin?.split(',') ?? [native] };
  });
}
