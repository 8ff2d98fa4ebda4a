import fc from 'fast-check';
import { cleanKey, cleanLabel, cleanText } from './cleanText';

/** What cleaning means, said once more without any short cut. */
function cleanWithoutHaste(text: string): string | undefined {
  const clean = text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim();
  return clean === '' ? undefined : clean;
}

// Texts of all characters hardly ever hold the few that matter.
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme-ascii' }),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      ...['a', '~', ' ', '\t', '\n', '\u0000', '\u001f', '\u007f', '\u0080'],
      ...['\u0085', '\u00a0', '\u00e9', '\u2028', '\u200f', '\u202e'],
      ...['\u2066', '\ud800', '\udc00', '\ufeff', '\uffff', '\u{1f600}'],
    ),
  }),
);

describe('cleanText', () => {
  it('cleans any text the same, whichever way it takes', () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(cleanText(text)).toBe(cleanWithoutHaste(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves what is clean as it is', () => {
    fc.assert(
      fc.property(anyText, text => {
        const clean = cleanText(text);
        expect(clean && cleanText(clean)).toBe(clean);
      }),
    );
  });
});

describe('cleanLabel', () => {
  it('is no longer than told, well-formed, and the beginning of the clean text', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 12 }), (text, limit) => {
        const label = cleanLabel(text, limit) ?? '';
        expect(label.length).toBeLessThanOrEqual(limit);
        expect(label).not.toMatch(/\p{Surrogate}/u);
        expect((cleanText(text) ?? '').startsWith(label)).toBe(true);
      }),
    );
  });
});

describe('cleanKey', () => {
  it('is the whole clean text, or nothing where that is too long', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 12 }), (text, limit) => {
        const clean = cleanText(text);
        expect(cleanKey(text, limit)).toBe(
          clean !== undefined && clean.length <= limit ? clean : undefined,
        );
      }),
    );
  });
});
