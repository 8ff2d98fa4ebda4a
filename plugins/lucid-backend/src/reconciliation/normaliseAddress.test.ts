import fc from 'fast-check';
import { normaliseAddress } from './normaliseAddress';

/** What it means to normalise, said once more without any short cut. */
function normaliseWithoutHaste(address: string): string | undefined {
  const normal = address.normalize('NFC').trim().toLowerCase();
  const [, local, domain] = /^(.*)@(.*)$/su.exec(normal) ?? [];
  return local && domain && normal.length <= 320 && !/\s/.test(normal)
    ? normal
    : undefined;
}

const part = fc.oneof(
  fc.emailAddress(),
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      ...['a', 'Z', '@', '[', '~', '!', '?', '.', ' ', '\t', '\u007f'],
      ...[
        '\u00a0',
        '\u00c9',
        'e\u0301',
        '\u0130',
        '\u212a',
        '\u2028',
        '\ufeff',
      ],
    ),
  }),
);

describe('normaliseAddress', () => {
  it('gives any text the same form, whichever way it takes', () => {
    fc.assert(
      fc.property(part, part, fc.constantFrom('', '@'), (one, other, at) => {
        const address = `${one}${at}${other}`;
        expect(normaliseAddress(address)).toBe(normaliseWithoutHaste(address));
      }),
      { numRuns: 3_000 },
    );
  });

  it('gives what is normal the same form again', () => {
    fc.assert(
      fc.property(part, part, (one, other) => {
        const normal = normaliseAddress(`${one}@${other}`);
        expect(normal && normaliseAddress(normal)).toBe(normal);
      }),
    );
  });

  it('takes nothing longer than an address can be', () => {
    const domain = '@example.com';
    const longest = `${'x'.repeat(320 - domain.length)}${domain}`;
    expect(normaliseAddress(longest)).toBe(longest);
    expect(normaliseAddress(`x${longest}`)).toBeUndefined();
  });
});
