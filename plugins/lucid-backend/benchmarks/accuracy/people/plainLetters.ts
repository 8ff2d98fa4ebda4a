/**
 * How letters with marks are written in an address: `strip` drops the mark, as in
 * `muller`, `expand` keeps the sound, as in `mueller`.
 */
export type Spelling = 'strip' | 'expand';

const EXPANDED: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ø: 'oe',
  å: 'aa',
};

/** Letters that do not fall apart into a plain one and a mark. */
const SINGLE: Record<string, string> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** A name in plain lower-case letters, with hyphens, apostrophes and spaces left as they are. */
export function plainLetters(name: string, spelling: Spelling): string {
  const lower = name.normalize('NFC').toLowerCase();
  const expanded =
    spelling === 'expand'
      ? lower.replace(/[äöüøå]/g, letter => EXPANDED[letter])
      : lower;
  return expanded
    .replace(/[ßłøæđðþı]/g, letter => SINGLE[letter])
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '');
}
