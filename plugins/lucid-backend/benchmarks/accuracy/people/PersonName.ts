import { Spelling, plainLetters } from './plainLetters';

/** A given or a family name. */
export interface NamePart {
  /** As it is written at home, in whichever script. */
  native: string;
  /** As it is written in Latin letters, the usual way first. */
  latin: readonly string[];
}

/** What a person is called. */
export interface PersonName {
  given: NamePart;
  family: NamePart;
}

/** How a text comes to be written. */
export interface Writing {
  script: 'native' | 'latin';
  /** Which of the ways in Latin letters; the usual one unless told. */
  variant?: number;
}

/** "Jane Doe", in the given way. */
export function fullName(
  { given, family }: PersonName,
  writing: Writing = { script: 'latin' },
): string {
  return `${write(given, writing)} ${write(family, writing)}`;
}

/** "Doe, Jane", as some directories have it. */
export function familyNameFirst({ given, family }: PersonName): string {
  return `${family.latin[0]}, ${given.latin[0]}`;
}

/** "Jürgen Müller" typed in plain letters: "Jurgen Muller" or "Juergen Mueller". */
export function typedPlainly(name: PersonName, spelling: Spelling): string {
  return plainLetters(fullName(name), spelling).replace(
    /(^|[\s'-])(\p{Letter})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}

/** Whether two people have the same name, however each writes it in Latin letters. */
export function isSameName(one: PersonName, other: PersonName): boolean {
  return (
    one.given.native === other.given.native &&
    one.family.native === other.family.native
  );
}

/**
 * Something by which a human sees that two texts are the same name, however
 * accents, order and spelling of umlauts differ.
 */
export function nameKey(text: string): string {
  return plainLetters(text.replace(/\(.*?\)/g, ' '), 'strip')
    .replace(/[^\p{Letter}\s]/gu, ' ')
    .replace(/(?<=[aou])e/g, '')
    .split(/\s+/)
    .filter(Boolean)
    .sort()
    .join(' ');
}

function write(part: NamePart, { script, variant = 0 }: Writing): string {
  return script === 'native'
    ? part.native
    : part.latin[Math.min(variant, part.latin.length - 1)];
}
