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
  if (
    differ(a, b, word => word.replace(/\D/g, '')) ||
    differ(a, b, word => (word.length === 1 ? word : ''))
  ) {
    return undefined;
  }
  return spellingDistance(a, b) ?? furtherLetters(a, b);
}

/** Whether both have something of a kind, and not the same. */
function differ(a: Words, b: Words, kind: (word: string) => string): boolean {
  const [ofA, ofB] = [a, b].map(words => words.map(kind).sort().join(''));
  return ofA !== '' && ofB !== '' && ofA !== ofB;
}

function spellingDistance(a: Words, b: Words): number | undefined {
  const text = a.join('');
  const lettersOfB = b.join('').length;
  const letters = Math.min(text.length, lettersOfB);
  const most = mostDifferences(letters);
  if (Math.abs(text.length - lettersOfB) > most) {
    return undefined;
  }
  let least: number | undefined;
  for (const order of ordersOf(b)) {
    const other = order.join('');
    const found = levenshtein(text, other);
    const isAlike =
      found <= most ||
      (letters >= LEAST_LETTERS_FOR_ONE && isSwapped(text, other));
    if (isAlike && (least === undefined || found < least)) {
      least = found;
    }
  }
  return least;
}

function mostDifferences(letters: number): number {
  if (letters < LEAST_LETTERS_FOR_ONE) {
    return 0;
  }
  return letters < LEAST_LETTERS_FOR_TWO ? 1 : 2;
}

/** Whether two neighbouring letters have changed places: one slip, and two letters. */
function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) {
    return false;
  }
  let at = 0;
  while (at < a.length && a[at] === b[at]) {
    at += 1;
  }
  return (
    at + 1 < a.length &&
    a[at] === b[at + 1] &&
    a[at + 1] === b[at] &&
    a.slice(at + 2) === b.slice(at + 2)
  );
}

function* ordersOf(words: Words): Generator<Words> {
  if (words.length < 2) {
    yield words;
    return;
  }
  for (let first = 0; first < words.length; first += 1) {
    const others = [...words.slice(0, first), ...words.slice(first + 1)];
    for (const order of ordersOf(others)) {
      yield [words[first], ...order];
    }
  }
}

/** The letters of the words that only one of two has, where the other has no word of its own. */
function furtherLetters(a: Words, b: Words): number | undefined {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
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
    short.join('').length >= LEAST_SHARED_LETTERS;
  return isFullName ? further.join('').length : undefined;
}
