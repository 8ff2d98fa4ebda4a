import fc from 'fast-check';
import { nastyText } from './__testUtils__/nastyText';
import { defuseFormulas } from './defuseFormulas';

describe('defuseFormulas', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49 89 1234', "'+49 89 1234"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['\nx', "'\nx"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠A1', "'＠A1"],
    ['   =1', "'   =1"],
    ['\u00a0\u3000=1', "'\u00a0\u3000=1"],
    ['\ufeff=1', "'\ufeff=1"],
    ['\u200f\u200b=1', "'\u200f\u200b=1"],
    ['Bob;=1', "Bob;'=1"],
    ['Bob, @A1', "Bob,' @A1"],
    ['Bob\n=1', "Bob\n'=1"],
    ['\t=1', "'\t'=1"],
  ])('defuses %j', (text, defused) => {
    expect(defuseFormulas(text)).toBe(defused);
  });

  it.each([
    '',
    'Jane Doe',
    'jane.doe+lucid@example.com',
    'Anna Doe-Smith',
    'R&D - Platform',
    '1=1',
    "O'Neill",
    'user:default/jane; user:default/joe',
    '2026-11-22T10:00:00.000Z',
    'إدارة',
  ])('leaves %j as it is', text => {
    expect(defuseFormulas(text)).toBe(text);
  });

  it('leaves no cell that begins with a formula, whatever separates cells', () => {
    fc.assert(
      fc.property(
        nastyText,
        fc.constantFrom(',', ';', '|', '\t', '\r', '\n'),
        (text, separator) => {
          for (const cell of defuseFormulas(text).split(separator)) {
            expect(cell.trim().replace(/^[\p{Cf}\p{Cc}\s]+/u, '')).not.toMatch(
              /^[=+\-@＝＋－＠]/,
            );
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('adds apostrophes and changes nothing else', () => {
    fc.assert(
      fc.property(nastyText, text => {
        expect(defuseFormulas(text).replaceAll("'", '')).toBe(
          text.replaceAll("'", ''),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
