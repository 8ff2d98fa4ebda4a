import {
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  SchemaValidEntityPolicy,
} from '@backstage/catalog-model';
import fc from 'fast-check';
import { licenceUsageEntityName } from './licenceUsageEntityName';

const catalogRules = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

const anyAccount = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,19}$/);

const anyId = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.stringMatching(/^[A-Za-z0-9._-]{0,70}$/),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
    .map(codeUnits => String.fromCharCode(...codeUnits)),
);

const anyLucidUser = fc.record({ account: anyAccount, id: anyId });

function entityNamed(name: string) {
  return {
    apiVersion: 'lucid.co/v1alpha1',
    kind: 'LicenceUsage',
    metadata: { name },
  };
}

describe('licenceUsageEntityName', () => {
  it('keeps an id that is a valid name in lower case', () => {
    expect(
      licenceUsageEntityName({ account: 'default', id: 'lucid-1234' }),
    ).toBe('default.lucid-1234');
    expect(licenceUsageEntityName({ account: 'emea', id: 'a.b-c.1' })).toBe(
      'emea.a.b-c.1',
    );
  });

  it('keeps an id that just fits, and hashes one that does not', () => {
    expect(
      licenceUsageEntityName({ account: 'acme', id: 'x'.repeat(58) }),
    ).toBe(`acme.${'x'.repeat(58)}`);
    expect(
      licenceUsageEntityName({ account: 'acme', id: 'x'.repeat(59) }),
    ).toMatch(/^acme\.x{24}_[0-9a-f]{16}$/);
  });

  it.each([
    ['upper case', 'Lucid-1234', /^acme\.lucid-1234_[0-9a-f]{16}$/],
    ['an underscore', 'lucid_1234', /^acme\.lucid-1234_[0-9a-f]{16}$/],
    ['two separators in a row', 'a--b', /^acme\.a-b_[0-9a-f]{16}$/],
    ['a separator at the end', 'a-', /^acme\.a_[0-9a-f]{16}$/],
    ['accents', 'Zoë Müller', /^acme\.zoe-muller_[0-9a-f]{16}$/],
    ['an e-mail', 'a.b@example.com', /^acme\.a-b-example-com_[0-9a-f]{16}$/],
    ['emoji only', '🦄🦄', /^acme_[0-9a-f]{16}$/],
    ['nothing', '', /^acme_[0-9a-f]{16}$/],
    ['spaces', '   ', /^acme_[0-9a-f]{16}$/],
    ['300 characters', 'é'.repeat(300), /^acme\.e{24}_[0-9a-f]{16}$/],
  ])('makes a readable name of an id with %s', (_what, id, expected) => {
    expect(licenceUsageEntityName({ account: 'acme', id })).toMatch(expected);
  });

  it('does not mistake an id that looks like a hashed name for one', () => {
    const hashedName = licenceUsageEntityName({ account: 'acme', id: 'Jane' });

    expect(
      licenceUsageEntityName({
        account: 'acme',
        id: hashedName.slice('acme.'.length),
      }),
    ).not.toBe(hashedName);
  });

  it('tells ids apart that are no valid Unicode', () => {
    expect(licenceUsageEntityName({ account: 'acme', id: '\ud800' })).not.toBe(
      licenceUsageEntityName({ account: 'acme', id: '\ud801' }),
    );
  });

  it('gives the same name every time', () => {
    fc.assert(
      fc.property(anyLucidUser, user => {
        expect(licenceUsageEntityName(user)).toBe(
          licenceUsageEntityName({ ...user }),
        );
      }),
    );
  });

  it('gives a name that the catalog accepts, for any account and any id', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(anyLucidUser, fc.record({ account: anyId, id: anyId })),
        async user => {
          const name = licenceUsageEntityName(user);

          await expect(
            catalogRules.enforce(entityNamed(name)),
          ).resolves.toMatchObject({ metadata: { name } });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('gives names in lower case, so that case cannot make two of them one', () => {
    fc.assert(
      fc.property(anyLucidUser, user => {
        const name = licenceUsageEntityName(user);
        expect(name.toLocaleLowerCase('en-US')).toBe(name);
      }),
    );
  });

  it('gives two different Lucid users two different names', () => {
    const similarIds = anyId.chain(id =>
      fc.tuple(
        fc.constant(id),
        fc.constantFrom(
          id.toUpperCase(),
          id.toLowerCase(),
          `${id} `,
          `_${id}`,
          id.replace(/-/g, '.'),
          id.replace(/\./g, '_'),
          id.normalize('NFKD'),
          id.slice(0, 24),
        ),
      ),
    );

    fc.assert(
      fc.property(anyAccount, similarIds, (account, [one, other]) => {
        fc.pre(one !== other);
        expect(licenceUsageEntityName({ account, id: one })).not.toBe(
          licenceUsageEntityName({ account, id: other }),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the users of two accounts apart', () => {
    fc.assert(
      fc.property(anyAccount, anyAccount, anyId, (one, other, id) => {
        fc.pre(one !== other);
        expect(licenceUsageEntityName({ account: one, id })).not.toBe(
          licenceUsageEntityName({ account: other, id }),
        );
      }),
    );
  });
});
