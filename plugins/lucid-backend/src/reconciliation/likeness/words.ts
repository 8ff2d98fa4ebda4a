import { romanise } from './romanise';

/** A name or the local part of an address, as its words in the order in which they stand. */
export type Words = string[];

/** What stands beside names without being a part of them. */
const NO_NAMES = new Set(
  'dr prof mr mrs ms phd md msc bsc mba jr sr ii iii ext external contractor'.split(
    ' ',
  ),
);

const IN_BRACKETS = /\([^)]*\)|\[[^\]]*\]|<[^>]*>/g;

/** More words than these tell nobody apart, and are compared in every order. */
const MOST_WORDS = 4;

/**
 * The words of a person's name, in each of the ways in which it is commonly
 * written. `Doe, Jane` is read as `Jane Doe`; titles and remarks in brackets
 * are left out.
 */
export function wordsOfName(name: string): Words[] {
  return romanise(name).flatMap(way => {
    const parts = way
      .replace(IN_BRACKETS, ' ')
      .split(',')
      .map(part => split(part).filter(word => !NO_NAMES.has(word)))
      .filter(part => part.length > 0);
    return nonEmpty(
      parts.length === 2 ? [...parts[1], ...parts[0]] : parts.flat(),
    );
  });
}

/**
 * What stands before the @ of an address, or all of a name that identifies
 * somebody in the same manner. What follows a plus, or stands before a
 * backslash, says nothing of who it is.
 */
export function localPartOf(address: string): string {
  const at = address.lastIndexOf('@');
  return (at < 0 ? address : address.slice(0, at))
    .replace(/^.*\\/, '')
    .replace(/(?<=.)\+.*$/, '');
}

/** The words of a {@link localPartOf}, in each of the ways in which it is commonly written. */
export function wordsOfLocalPart(localPart: string): Words[] {
  return romanise(localPart).flatMap(way => nonEmpty(split(way)));
}

function split(text: string): Words {
  return text.replaceAll("'", '').match(/[a-z0-9]+/g) ?? [];
}

function nonEmpty(words: Words): Words[] {
  if (words.length <= MOST_WORDS) {
    return words.length > 0 ? [words] : [];
  }
  // Of a long name, the first ones and the last one are used in everyday life.
  return [[...words.slice(0, MOST_WORDS - 1), words[words.length - 1]]];
}
