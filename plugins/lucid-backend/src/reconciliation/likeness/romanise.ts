import { transliterate } from 'transliteration';

// eslint-disable-next-line no-control-regex -- ASCII is where these characters are
const ASCII = /^[\x00-\x7f]*$/;

const LATIN_MARKS = /[\u0300-\u036f]/g;

/** Letters that people write as two where they have no key for them. */
const WRITTEN_AS_TWO: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ø: 'oe',
  å: 'aa',
};

/**
 * Text in lower case and in ASCII, in each of the ways in which it is commonly
 * written, to be compared and not to be shown: `Müller` is `muller` and
 * `mueller`.
 *
 * @returns the plain way first, then the other one where it differs
 */
export function romanise(text: string): string[] {
  if (ASCII.test(text)) {
    return [withoutX(text.toLowerCase())];
  }
  const composed = text
    // By itself, an accent in place of an apostrophe would part the word.
    .replace(/[´’‘ʼ]/g, `'`)
    .normalize('NFKC')
    .toLowerCase();
  const inTwo = composed.replace(
    /[äöüøå]/g,
    letter => WRITTEN_AS_TWO[letter] ?? letter,
  );
  const plain = withoutX(inAscii(composed));
  return inTwo === composed ? [plain] : [plain, withoutX(inAscii(inTwo))];
}

function inAscii(text: string): string {
  // Several times faster, and enough for most names in Latin letters.
  const withoutMarks = text.normalize('NFD').replace(LATIN_MARKS, '');
  return ASCII.test(withoutMarks)
    ? withoutMarks
    : transliterate(text).toLowerCase();
}

/** No other script has an x: `Александр` comes out as `aleksandr`. */
function withoutX(text: string): string {
  return text.includes('x') ? text.replaceAll('x', 'ks') : text;
}
