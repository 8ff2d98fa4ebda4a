import { Identity } from './Identity';
import { Words, labelOf } from './words';

/**
 * By what people who may be alike are found in an index. Who has the same label
 * has the same words; who has the same block may have similar ones.
 */
export interface LikenessKey {
  block: string;
  label: string;
}

/** Fewer consonants than these are shared by too many. */
const LEAST_CONSONANTS = 2;

// They are part of index keys, which PostgreSQL limits to some 2,700 bytes.
const LONGEST_BLOCK = 60;
const LONGEST_LABEL = 120;

/** The keys of a Lucid user to look for, or of a catalog user to be found by. */
export function likenessKeys({ names, localParts }: Identity): LikenessKey[] {
  const keys = new Map<string, LikenessKey>();
  for (const words of [...names, ...localParts]) {
    const label = labelOf(words).slice(0, LONGEST_LABEL);
    for (const block of blocksOf(words)) {
      const key = { block: block.slice(0, LONGEST_BLOCK), label };
      keys.set(JSON.stringify(key), key);
    }
  }
  return [...keys.values()];
}

function blocksOf(words: Words): string[] {
  const consonants = consonantsOf(words.join(''));
  const blocks = [
    consonants.length < LEAST_CONSONANTS
      ? `=${labelOf(words)}`
      : `~${consonants}`,
  ];
  // One name is the same, and the other one begins with the same letter.
  const [first, ...others] = words.filter(word => word.length > 1);
  for (const other of others) {
    blocks.push(`${first} ${other[0]}`, `${other} ${first[0]}`);
  }
  return blocks;
}

/**
 * The sounds that stay when a name is misspelt, or written after another
 * language: its consonants in alphabetical order, each once, with those as one
 * that stand for each other. `Yulia Schmidt` and `Julija Smit` have the same.
 */
function consonantsOf(text: string): string {
  const sounds = text
    .replace(/[^a-z]/g, '')
    .replace(/ph/g, 'f')
    .replace(/sch|sh|cz|tz|ts|z/g, 's')
    .replace(/ck|ch|kh|q|c/g, 'k')
    .replace(/dt/g, 't')
    .replace(/w/g, 'v')
    .replace(/[aeiouyhj]/g, '');
  return [...new Set(sounds)].sort().join('');
}
