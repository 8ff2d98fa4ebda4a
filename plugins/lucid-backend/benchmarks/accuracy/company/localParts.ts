import { Random } from 'lucid-simulator';
import { Directory } from '../directory/directories';
import { PersonName } from '../people/PersonName';
import { Spelling, plainLetters } from '../people/plainLetters';

/** What stands before the `@` where nobody else has it: `jane.doe`. */
export function localPartOf(
  { given, family }: PersonName,
  directory: Directory,
  random: Random,
): string {
  const [first, last] = [given, family].map(
    ({ latin }) => latin[latin.length > 1 && random.chance(0.2) ? 1 : 0],
  );
  // A publisher that is proud of its umlauts has let some people keep them.
  if (directory.id === 'ldap' && random.chance(0.06)) {
    return clean(`${first}.${last}`.normalize('NFC').toLowerCase());
  }
  const spelling: Spelling =
    directory.id === 'ldap' || random.chance(0.3) ? 'expand' : 'strip';
  return clean(plainLetters(`${first}.${last}`, spelling));
}

/** `jdoe` for Jane Doe, at most twelve letters. */
export function shortNameOf({ given, family }: PersonName): string {
  const [first, last] = [given, family].map(({ latin }) =>
    plainLetters(latin[0], 'expand').replace(/[^a-z]/g, ''),
  );
  return `${first.slice(0, 1)}${last}`.slice(0, 12);
}

function clean(text: string): string {
  return text.replace(/[^\p{Letter}0-9.'-]/gu, '').replace(/'/g, '');
}

/** The wish itself where it is free, else with the first number that is: `jane.doe2`. */
export function firstFree(
  wish: string,
  isFree: (local: string) => boolean,
  suffix = '',
): string {
  for (let number = 1; ; number += 1) {
    const local = `${wish}${number === 1 ? '' : number}${suffix}`;
    if (isFree(local)) {
      return local;
    }
  }
}
