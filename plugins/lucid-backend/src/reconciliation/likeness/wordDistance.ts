import { distance as levenshtein } from 'fastest-levenshtein';
import { Words } from './words';

// Between short names, one letter is the difference between two people.
const LEAST_LETTERS_FOR_ONE = 4;
const LEAST_LETTERS_FOR_TWO = 8;

/** Letters that two names have to share, for one to be a part of the other. */
const LEAST_SHARED_LETTERS = 6;

/**
 * How many letters two names differ by, whatever the order of their words and
 * where these are parted: 0 for `Xiaoming Wang` and `Wang Xiao Ming`. A name
 * that has further words (`Anna Müller` and `Anna Müller-Schmidt`) differs by
 * their letters.
 *
 * @returns `undefined` for names that are not alike: their numbers or initials
 * differ, or more than one letter in four to seven, or two in eight and more
 */
export function wordDistance(a: Words, b: Words): number | undefined {
  const distance = spellingDistance(a, b) ?? furtherLetters(a, b);
  // Last, because most names are told apart by their letters.
  return distance === undefined ||
    differ(a, b, digitsOf) ||
    differ(a, b, initialOf)
    ? undefined
    : distance;
}

/** Whether both have something of a kind, and not the same. */
function differ(a: Words, b: Words, kind: (word: string) => string): boolean {
  const [ofA, ofB] = [a, b].map(words => words.map(kind).sort().join(''));
  return ofA !== '' && ofB !== '' && ofA !== ofB;
}

function digitsOf(word: string): string {
  return word.replace(/\D/g, '');
}

function initialOf(word: string): string {
  return word.length === 1 ? word : '';
}

function spellingDistance(a: Words, b: Words): number | undefined {
  const [fixed, moved] = inSomeOrder(a, b);
  const text = fixed.join('');
  const lettersMoved = letterCount(moved);
  const letters = Math.min(text.length, lettersMoved);
  const most = mostDifferences(letters);
  if (Math.abs(text.length - lettersMoved) > most) {
    return undefined;
  }
  let least: number | undefined;
  for (const other of inEveryOrder(moved)) {
    const found = levenshtein(text, other);
    const isAlike =
      found <= most ||
      (found === 2 &&
        letters >= LEAST_LETTERS_FOR_ONE &&
        isSwapped(text, other));
    if (isAlike && (least === undefined || found < least)) {
      least = found;
    }
  }
  return least;
}

/**
 * The same for two names whichever is compared with the other, and in whichever
 * order their words are: first the one that is left in its order, with fewer
 * words, then the one that is put in every order.
 */
function inSomeOrder(a: Words, b: Words): [Words, Words] {
  if (a.length !== b.length) {
    return a.length < b.length ? [a.toSorted(), b] : [b.toSorted(), a];
  }
  const [sortedA, sortedB] = [a.toSorted(), b.toSorted()];
  return sortedA.join(' ') < sortedB.join(' ')
    ? [sortedA, sortedB]
    : [sortedB, sortedA];
}

function mostDifferences(letters: number): number {
  if (letters < LEAST_LETTERS_FOR_ONE) {
    return 0;
  }
  return letters < LEAST_LETTERS_FOR_TWO ? 1 : 2;
}

/** Whether two neighbouring letters have changed places: one slip, and two letters. */
function isSwapped(a: string, b: string): boolean {
  let at = 0;
  while (at < a.length && a[at] === b[at]) {
    at += 1;
  }
  return (
    a[at] === b[at + 1] &&
    a[at + 1] === b[at] &&
    a.slice(at + 2) === b.slice(at + 2)
  );
}

function inEveryOrder(words: Words): string[] {
  if (words.length < 3) {
    const [first, second = ''] = words;
    return second ? [first + second, second + first] : [first];
  }
  return words.flatMap((word, at) =>
    inEveryOrder(words.filter((_, other) => other !== at)).map(
      rest => word + rest,
    ),
  );
}

/** The letters of the words that only one of two has, where the other has no word of its own. */
function furtherLetters(a: Words, b: Words): number | undefined {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length === long.length) {
    return undefined;
  }
  const further = [...long];
  for (const word of short) {
    const at = further.indexOf(word);
    if (at < 0) {
      return undefined;
    }
    further.splice(at, 1);
  }
  const isFullName =
    short.filter(word => word.length > 1).length > 1 &&
    letterCount(short) >= LEAST_SHARED_LETTERS;
  return isFullName ? letterCount(further) : undefined;
}

function letterCount(words: Words): number {
  return words.reduce((count, word) => count + word.length, 0);
}
