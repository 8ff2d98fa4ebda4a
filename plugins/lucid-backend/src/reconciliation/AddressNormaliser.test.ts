import fc from 'fast-check';
import { domainToASCII } from 'node:url';
import { AddressEquivalence } from '../config/LucidConfig';
import { AddressNormaliser } from './AddressNormaliser';

function normaliser(
  equivalence: Partial<AddressEquivalence> = {},
  domainAliases: string[][] = [],
): AddressNormaliser {
  return new AddressNormaliser({
    equivalence: {
      case: true,
      unicode: true,
      plusAddressing: false,
      ...equivalence,
    },
    domainAliases,
  });
}

const usual = normaliser();

const normaliseAddress = (address: string) => usual.normalise(address);

/** What it means to normalise, said once more without any short cut. */
function normaliseWithoutHaste(address: string): string | undefined {
  const normal = address.normalize('NFC').trim();
  const [, local, domain] = /^(.*)@(.*)$/su.exec(normal) ?? [];
  if (!local || !domain || address.length > 320 || /\s/.test(normal)) {
    return undefined;
  }
  const folded = domain.toLowerCase();
  const isHost = /^[\p{L}\p{N}\p{M}.-]+$/u.test(folded);
  return isHost && /[^a-z0-9.-]/.test(folded) && domainToASCII(folded)
    ? `${local.toLowerCase()}@${domainToASCII(folded)}`
    : `${local.toLowerCase()}@${folded}`;
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

describe('an address', () => {
  it.each([
    ['Jane.Doe@Example.COM', 'jane.doe@example.com'],
    ['  jane@example.com ', 'jane@example.com'],
    // One letter, written as one code point and as two.
    ['jos\u00e9@example.com', 'jos\u00e9@example.com'],
    ['jose\u0301@example.com', 'jos\u00e9@example.com'],
    ['"odd@quoted"@example.com', '"odd@quoted"@example.com'],
    ['jane@b\u00fccher.example', 'jane@xn--bcher-kva.example'],
    ['jane@xn--bcher-kva.example', 'jane@xn--bcher-kva.example'],
  ])('%s is compared as %s', (address, normalised) => {
    expect(normaliseAddress(address)).toBe(normalised);
  });

  it.each([
    '',
    'jane',
    '@example.com',
    'jane@',
    'jane doe@example.com',
    `${'a'.repeat(400)}@example.com`,
  ])('"%s" is none', address => {
    expect(normaliseAddress(address)).toBeUndefined();
  });

  it('keeps its tag unless told, which tells mailboxes apart in some mail systems', () => {
    const address = 'jane+lucid@example.com';
    expect(normaliseAddress(address)).toBe(address);
    expect(usual.untagged(address)).toBeUndefined();
    const tagless = normaliser({ plusAddressing: true });
    expect(tagless.normalise(address)).toBe(address);
    expect(tagless.untagged(address)).toBe('jane@example.com');
    expect(tagless.untagged('+lucid@example.com')).toBeUndefined();
    expect(tagless.untagged('jane@example.com')).toBeUndefined();
  });

  it('keeps the case of its local part where that matters, and never that of its domain', () => {
    expect(normaliser({ case: false }).normalise('Jane@Example.com')).toBe(
      'Jane@example.com',
    );
  });

  it('is left as it is written where Unicode is not to be normalised', () => {
    const plain = normaliser({ unicode: false });
    expect(plain.normalise('jose\u0301@b\u00fccher.example')).toBe(
      'jose\u0301@b\u00fccher.example',
    );
  });

  it('is the same in every domain that is an alias, and in no other', () => {
    const aliases = normaliser({}, [
      ['acme.com', 'ACME.io', 'b\u00fccher.example'],
    ]);
    const canonical = (address: string) =>
      aliases.canonical(aliases.normalise(address) ?? '');
    for (const domain of ['acme.com', 'Acme.IO', 'xn--bcher-kva.example']) {
      expect(canonical(`jane@${domain}`)).toBe('jane@acme.com');
      expect(aliases.domain(domain)).toBe('acme.com');
    }
    for (const domain of ['acme.org', 'mail.acme.com', 'notacme.com']) {
      expect(canonical(`jane@${domain}`)).toBeUndefined();
    }
  });

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
