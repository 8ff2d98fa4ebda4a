import { soundsOf } from './soundsOf';
import { Words } from './words';

/**
 * By what people who may be alike are found in an index, as hashes. Who has the
 * same is to be compared.
 */
export interface LikenessKeys {
  /** Equal for the same words in any order. */
  words: number;
  /** Equal for words that sound the same. */
  sounds: number;
}

/** Fewer consonants than these are shared by too many. */
const LEAST_SOUNDS = 2;

/** The keys of one name, or of one local part. */
export function likenessKeys(words: Words): LikenessKeys {
  const ofWords = hash(words.map(plainUmlauts).sort().join(' '));
  const sounds = soundsOf(words);
  return {
    words: ofWords,
    sounds:
      sounds.length < LEAST_SOUNDS
        ? ofWords
        : hash(`~${sounds.sort().join('')}`),
  };
}

/**
 * For people one of whose names is the same, while the other one begins and ends
 * with the same letter: a key for each pair of names.
 *
 * @returns those of the first name with each of the others, then the other way
 * round
 */
export function pairKeys(words: Words): { given: number[]; family: number[] } {
  const [first, ...others] = words
    .filter(word => word.length > 1)
    .map(plainUmlauts);
  return {
    given: others.map(other => hash(`${first} ${ends(other)}`)),
    family: others.map(other => hash(`${other} ${ends(first)}`)),
  };
}

function ends(word: string): string {
  return word[0] + word[word.length - 1];
}

/** `mueller` as `muller`, which is what `Müller` is without its dots. */
function plainUmlauts(word: string): string {
  return word.includes('e') ? word.replace(/([aou])e/g, '$1') : word;
}

/** 32 bits of a text, FNV-1a: small enough for an index that is written fast. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value | 0;
}
