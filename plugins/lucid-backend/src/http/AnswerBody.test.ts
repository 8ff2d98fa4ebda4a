import fc from 'fast-check';
import { AnswerBody } from './AnswerBody';

function inPieces(bytes: Buffer, lengths: number[]): Buffer[] {
  const pieces: Buffer[] = [];
  let from = 0;
  for (const length of [...lengths, bytes.length]) {
    pieces.push(bytes.subarray(from, from + length));
    from += length;
  }
  return pieces;
}

describe('AnswerBody', () => {
  it('is the same text in whatever pieces it came, one body after another', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.string({ unit: 'grapheme' }),
            fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 6 }),
          ),
        ),
        texts => {
          const bodies = texts.map(([text, lengths]) => {
            const bytes = Buffer.from(text);
            return new AnswerBody(inPieces(bytes, lengths), bytes.length);
          });
          expect(bodies.map(body => body.text())).toEqual(
            texts.map(([text]) => text),
          );
        },
      ),
    );
  });

  it.each([
    ['without a byte order mark', 0],
    ['of many pages at once', 1024 * 1024],
  ])('is text %s', (_, length) => {
    const text = `{"é":"${'x'.repeat(length)}"}`;
    const bytes = Buffer.from(`\ufeff${text}`);
    const body = new AnswerBody(inPieces(bytes, [2, 4]), bytes.length);
    expect(body.text()).toBe(text);
  });

  it('is empty where nothing came', () => {
    expect(new AnswerBody([], 0).text()).toBe('');
  });
});
